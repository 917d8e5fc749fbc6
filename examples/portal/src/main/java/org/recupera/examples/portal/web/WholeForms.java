package org.recupera.examples.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
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
 * else waiting. Jetty 12 has a setting for the least data rate and does not read it; so a form has so long to arrive as
 * its bytes deserve. Forms stay in memory, where all of them together have so much room. What is too large is read to its
 * end and dropped, because a browser shows no answer before it has sent all.
 */
final class WholeForms extends Handler.Wrapper {

    /** All forms at once, in bytes. */
    static final long MOST_HELD = 96L << 20;

    /** Past this a browser may show an error of its own instead of the answer. */
    private static final long MOST_DROPPED = 128L << 20;

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_BYTES_A_SECOND = 32 << 10;
    private static final String FORM = WholeForms.class.getName();

    private static final Logger log = LoggerFactory.getLogger(WholeForms.class);

    private final AtomicLong held = new AtomicLong();
    private final Set<String> takingFiles;

    /** Reads {@code multipart/form-data} for these paths only. */
    WholeForms(Set<String> takingFiles) {
        this.takingFiles = takingFiles;
    }

    /** The form of a request that came this way, or {@code null} when it has none. */
    static @Nullable ArrivingForm of(HttpServletRequest request) {
        return request.getAttribute(FORM) instanceof ArrivingForm form ? form : null;
    }

    /** Whether a form that is not whole after some seconds has had its time. */
    static boolean isSlow(long seconds, long arrivedBytes) {
        return seconds >= LEAST_PATIENCE.toSeconds() + arrivedBytes / LEAST_BYTES_A_SECOND;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ArrivingForm form = request.getMethod().equals("POST") ? begin(request) : null;
        if (form == null) {
            return super.handle(request, response, callback);
        }
        new Reading(form, request, response, callback).run();
        return true;
    }

    private @Nullable ArrivingForm begin(Request request) {
        String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/x-www-form-urlencoded")) {
            return new EncodedForm();
        }
        return type.equals("multipart/form-data") && takingFiles.contains(Request.getPathInContext(request))
                ? MultipartForm.of(contentType)
                : null;
    }

    /** Runs again whenever there is more to read, one thread at a time. */
    private final class Reading implements Runnable {

        private final ArrivingForm form;
        private final Request request;
        private final Response response;
        private final Callback callback;
        private long arrived;
        private long holding;

        Reading(ArrivingForm form, Request request, Response response, Callback callback) {
            this.form = form;
            this.request = request;
            this.response = response;
            this.callback = Callback.from(callback, this::letGo);
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
                arrived += chunk.remaining();
                int refused = take(chunk);
                chunk.release();
                if (refused == 0 && !last && isSlow(NanoTime.secondsSince(request.getBeginNanoTime()), arrived)) {
                    refused = 408;
                }
                if (refused != 0) {
                    refuse(refused);
                    return;
                }
                if (arrived > MOST_DROPPED) {
                    break;
                }
            }
            pass();
        }

        /** Takes more in; the answer is the status with which the form is refused, or 0. */
        private int take(Content.Chunk chunk) {
            if (!form.isTooLarge()) {
                holding += chunk.remaining();
                if (held.addAndGet(chunk.remaining()) > MOST_HELD) {
                    return 503;
                }
            }
            form.take(chunk.getByteBuffer(), chunk.isLast());
            if (form.isTooLarge()) {
                letGo();
            }
            return form.isMalformed() ? 400 : 0;
        }

        private void letGo() {
            held.addAndGet(-holding);
            holding = 0;
        }

        private void refuse(int status) {
            log.debug("a form did not arrive whole, status {}", status);
            Response.writeError(request, response, callback, status);
        }

        private void pass() {
            request.setAttribute(FORM, form);
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
