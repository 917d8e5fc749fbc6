package org.recupera.examples.portal;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recupera.attachment.Upload;
import org.recupera.port.ClientAddress;
import org.recupera.profile.Message;
import org.recupera.ticket.CaseFlaw;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.FormView;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;

/** What the README shows of the form for a support case: a plain servlet, over pages that are a portal's own. */
@MultipartConfig(maxRequestSize = 12 << 20)
final class ReadmeCaseServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient SupportCases cases;
    private final Locale language;
    private final transient Pages pages;

    /** The portal's own. */
    interface Pages {

        void form(
                HttpServletResponse response,
                FormView form,
                String submission,
                @Nullable String reason,
                List<CaseFlaw> flaws)
                throws IOException;

        void filed(HttpServletResponse response, Message message) throws IOException;
    }

    ReadmeCaseServlet(SupportCases cases, Locale language, Pages pages) {
        this.cases = cases;
        this.language = language;
        this.pages = pages;
    }

    /** The fields of the form by their names; files are no parameters. */
    private static Map<String, String> typed(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue()[0]));
    }

    /** The form with what was typed, and what is wrong with it. */
    private void draw(
            HttpServletRequest request, HttpServletResponse response, int status, String id, List<CaseFlaw> flaws)
            throws IOException {
        response.setStatus(status);
        FormView form = cases.form().draw(typed(request), language);
        pages.form(response, form, id, request.getParameter("motivo"), flaws);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        draw(request, response, 200, cases.newSubmissionId(), List.of());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Map<String, String> typed = typed(request);
        String id = typed.getOrDefault("envio", "");
        Submission submission = Submission.of(id, typed.getOrDefault("version", ""))
                .values(typed)
                .uploads(request.getParts().stream()
                        .filter(part -> part.getSubmittedFileName() != null)
                        .map(part -> Upload.of(part.getSubmittedFileName(), part::getInputStream))
                        .toList())
                .reason(typed.get("motivo"))
                .language(language)
                .build();
        FilingOutcome outcome = cases.file(submission, ClientAddress.of(request.getRemoteAddr()));
        if (outcome instanceof FilingOutcome.Filed filed) {
            pages.filed(response, filed.message());
        } else if (outcome instanceof FilingOutcome.Refused refused) {
            draw(request, response, 422, id, refused.flaws());
        } else if (outcome instanceof FilingOutcome.TooMany limited) {
            response.setHeader("Retry-After", Long.toString(limited.retryAfter().toSeconds() + 1));
            draw(request, response, 429, id, List.of(new CaseFlaw("", limited.message())));
        } else if (outcome instanceof FilingOutcome.Conflict conflict) {
            draw(request, response, 409, cases.newSubmissionId(), List.of(new CaseFlaw("", conflict.message())));
        }
    }
}
