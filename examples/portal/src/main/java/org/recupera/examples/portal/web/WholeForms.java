package org.recupera.examples.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a form whole before a page has to do with it.
 *
 * <p>No thread waits for what a client has not sent yet, so clients that send slowly, on purpose or not, keep nobody
 * else waiting. Jetty 12 has a setting for the least data rate and does not read it; so a form has so long to arrive.
 */
final class WholeForms extends Handler.Wrapper {

    /** 100 kB of text that needs six characters for two bytes still fits. */
    static final int MOST_BYTES = 1 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String FORM = WholeForms.class.getName();

    private static final Logger log = LoggerFactory.getLogger(WholeForms.class);

    /** The form of a request that came this way; longer than {@link #MOST_BYTES} when it was cut. */
    static byte[] of(HttpServletRequest request) {
        return request.getAttribute(FORM) instanceof byte[] form ? form : new byte[0];
    }

    /** Whether a body of this type is read. */
    static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST") || !isForm(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
            return super.handle(request, response, callback);
        }
        new Reading(request, response, callback).run();
        return true;
    }

    /** Runs again whenever there is more to read, one thread at a time. */
    private final class Reading implements Runnable {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream form = new ByteArrayOutputStream();

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void run() {
            boolean last = false;
            while (!last) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    refuse(chunk.getFailure() instanceof TimeoutException ? 408 : 400);
                    return;
                }
                last = chunk.isLast();
                take(chunk.getByteBuffer());
                chunk.release();
                if (form.size() > MOST_BYTES) {
                    break;
                }
                if (!last && NanoTime.secondsSince(request.getBeginNanoTime()) >= LONGEST.toSeconds()) {
                    refuse(408);
                    return;
                }
            }
            pass();
        }

        private void take(ByteBuffer more) {
            byte[] bytes = new byte[Math.min(more.remaining(), MOST_BYTES + 1 - form.size())];
            more.get(bytes);
            form.writeBytes(bytes);
        }

        private void refuse(int status) {
            log.debug("a form did not arrive whole, status {}", status);
            Response.writeError(request, response, callback, status);
        }

        private void pass() {
            request.setAttribute(FORM, form.toByteArray());
            try {
                if (!WholeForms.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception failed) {
                Response.writeError(request, response, callback, failed);
            }
        }
    }
}
