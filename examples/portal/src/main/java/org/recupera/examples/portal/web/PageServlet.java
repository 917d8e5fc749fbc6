package org.recupera.examples.portal.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.recupera.port.PortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a page behind HTTP: takes the form, checks its CSRF token, writes the answer with its security headers.
 *
 * <p>A database that is down is a 503 here, for every page alike.
 */
final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(PageServlet.class);

    private final transient Page page;
    private final transient Web web;

    PageServlet(Page page, Web web) {
        this.page = page;
        this.web = web;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ArrivingForm arrived = WholeForms.of(request);
        Visit visit = new Visit(request, web, arrived == null ? Form.EMPTY : arrived.form());
        Reply reply;
        try {
            if (request.getMethod().equals("POST")) {
                reply = posted(visit, arrived);
            } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
                reply = page.get(visit);
            } else {
                reply = visit.problem(405).with("Allow", "GET, HEAD, POST");
            }
        } catch (PortException outage) {
            log.warn("{} {} is not available", request.getMethod(), visit.path(), outage);
            reply = visit.problem(503).retryAfter(OUTAGE);
        } catch (RuntimeException mistake) {
            log.error("{} {} failed", request.getMethod(), visit.path(), mistake);
            reply = visit.problem(500);
        }
        visit.cookies().sendWith(response);
        try {
            write(reply, response);
        } catch (PortException outage) {
            // A file that comes from the database while it is sent.
            log.warn("{} {} was not sent whole", request.getMethod(), visit.path(), outage);
            if (response.isCommitted()) {
                throw new IOException("the rest is not available", outage);
            }
            response.reset();
            write(visit.problem(503).retryAfter(OUTAGE), response);
        }
    }

    private Reply posted(Visit visit, @Nullable ArrivingForm arrived) {
        if (arrived == null) {
            return visit.problem(415);
        }
        if (arrived.isTooLarge()) {
            return visit.hasGoodCsrfToken() ? page.tooLarge(visit) : visit.problem(413);
        }
        return visit.hasGoodCsrfToken() ? page.post(visit) : visit.problem(403);
    }

    private void write(Reply reply, HttpServletResponse response) throws IOException {
        SecurityHeaders.forPages(web.secure()).forEach(response::setHeader);
        reply.headers().forEach(response::setHeader);
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        reply.body().writeTo(response.getOutputStream());
    }
}
