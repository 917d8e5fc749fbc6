package org.recupera.examples.portal.web;

import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The page for requests that the HTTP server refuses before any page sees them. */
final class ConnectionErrors extends ErrorHandler {

    private static final Set<Integer> WITH_A_PAGE = Set.of(404, 405, 413, 500, 503);

    private final Web web;

    ConnectionErrors(Web web) {
        this.web = web;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Reply reply = web.problem(WITH_A_PAGE.contains(status) ? status : status < 500 ? 400 : 500, "");
        SecurityHeaders.forPages(web.secure()).forEach(response.getHeaders()::put);
        if (status == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "30");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        response.write(true, ByteBuffer.wrap(reply.bytes()), callback);
        return true;
    }
}
