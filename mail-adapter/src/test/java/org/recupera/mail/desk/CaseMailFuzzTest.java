package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.mail.MessageWriter;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.Filing;
import org.recupera.port.MailSender.Result;
import org.recupera.port.OutgoingMail;

/** Whatever a person types into a case: the mail to a help desk has the header that every case has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseMailFuzzTest {

    private static final List<DeskProfile> DESKS =
            List.of(DeskProfile.generic(), DeskProfile.osticket(), DeskProfile.zammad(), DeskProfile.rt());
    private static final List<String> HEADER = headerOf("Ana", "", "No puedo entrar.", DeskProfile.generic());

    static Stream<Arguments> typed() {
        return Stream.of(
                Arguments.of("María José", "2240-1470", "No recuerdo mi usuario.", 0, 'x', 400),
                Arguments.of("a\r\nBcc: b@c.example", "\r\nX-Zammad-Ticket-Owner: root", "Status: resolved", 2, 'x', 0),
                Arguments.of("=?UTF-8?Q?=0D=0ABcc:_b?=", "#123", "\n\n--=_m\nContent-Type: text/html\n\n", 1, '\n', 2),
                Arguments.of("\u2028Owner: root\u2029", "+504", "@fwd \u202Eoditrevni", 3, '\ud800', 1),
                Arguments.of("\"Ana\" <ana@evil.example>,", "(1) 2", "[rt.example #1] -- \n.\nFrom ", 3, '\u0085', 4));
    }

    /** Any code unit stands in the name too: half a character is none that a generator of texts makes. */
    @MethodSource("typed")
    @FuzzTest
    void no_field_of_a_case_sets_a_header(
            @NotNull String name,
            @NotNull String phone,
            @NotNull String description,
            @InRange(min = 0, max = 3) int desk,
            char unit,
            int at) {
        String odd = at >= 0 && at < name.length() ? name.substring(0, at) + unit + name.substring(at) : name;

        assertThat(headerOf(odd, phone, description, DESKS.get(desk))).isEqualTo(HEADER);
    }

    /** The header as Jakarta Mail reads it, without what it says of the sender's name. */
    private static List<String> headerOf(String name, String phone, String description, DeskProfile desk) {
        OutgoingMail mail = handedOver(name, phone, description, desk);
        byte[] message = MessageWriter.unsigned(mail);
        assertThat(DeskLinter.of(desk).check(Cases.BOUNCES, message)).isEmpty();
        try {
            List<String> header = new ArrayList<>();
            Collections.list(new InternetHeaders(new ByteArrayInputStream(message)).getAllHeaders())
                    .forEach(field -> header.add(
                            field.getName() + (field.getName().equals("From") ? "" : ": " + field.getValue())));
            return header;
        } catch (MessagingException unreadable) {
            throw new AssertionError(new String(message, US_ASCII), unreadable);
        }
    }

    private static OutgoingMail handedOver(String name, String phone, String description, DeskProfile desk) {
        List<OutgoingMail> sent = new ArrayList<>();
        List<CaseField> fields = Cases.fields(name, description);
        fields.add(Cases.typed("telefono", Role.PHONE, phone));
        Filing filing = Cases.desk(mail -> {
                    sent.add(mail);
                    return new Result.Accepted();
                })
                .profile(desk)
                .build()
                .file(Cases.filed(fields.toArray(CaseField[]::new)).build(), Cases.contents());
        assertThat(filing).isEqualTo(new Filing.Filed(null));
        return sent.get(0);
    }
}
