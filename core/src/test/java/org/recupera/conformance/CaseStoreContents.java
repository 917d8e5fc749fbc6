package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseField;
import org.recupera.port.CaseState;
import org.recupera.port.SupportCase;

/** That texts and bytes come back as they were given. */
abstract class CaseStoreContents extends CaseStoreFilings {

    private static final int KIB = 1024;

    private static List<String> texts() {
        Stream<String> lines =
                Stream.of("", "una línea", "dos\nlíneas\n\ny media", "\n", "al final espacios   ", "\tx");
        Stream<String> long20000 = Stream.of("ñ", "€", "🔑").map(letter -> letter.repeat(20_000 / letter.length()));
        return Stream.of(lines, long20000, Awkward.lookAlikesInUnicode("texto").stream())
                .flatMap(some -> some)
                .toList();
    }

    @Test
    void texts_of_fields_come_back_as_they_were_typed() {
        List<CaseField> fields = texts().stream()
                .map(text -> new CaseField("f", CaseField.Role.OTHER, label(text), text, text))
                .toList();
        SupportCase filed = filed(Cases.filled(portal).fields(fields).build());
        assertEquals(fields, find(filed).fields());
    }

    @Test
    void texts_of_messages_come_back_as_they_were_written() {
        SupportCase stands = filed(Cases.filled(portal).build());
        for (String text : texts()) {
            stands = appended(stands, Cases.said(T0, text, CaseState.IN_PROGRESS));
            assertEquals(
                    text, stands.messages().get(stands.messages().size() - 1).text());
        }
        assertEquals(texts().size(), stands.messages().size());
    }

    @Test
    void bytes_come_back_as_they_were_sent() {
        byte[] everyValue = new byte[256];
        for (int i = 0; i < everyValue.length; i++) {
            everyValue[i] = (byte) i;
        }
        Map<Integer, byte[]> files = new TreeMap<>(Map.of(
                1, new byte[0],
                2, everyValue,
                3, Fresh.bytes(3 * KIB * KIB + 1),
                4, Fresh.bytes(256 * KIB - 1),
                5, Fresh.bytes(256 * KIB),
                6, Fresh.bytes(256 * KIB + 1),
                7, new byte[KIB * KIB],
                100, Fresh.bytes(9)));
        Attached contents = Attached.of(files);
        SupportCase filed = Cases.with(Cases.filled(portal), files);
        assertFiled(store().file(filed, contents));
        contents.assertClosed();
        files.forEach((place, bytes) -> assertCopied(bytes, filed, place));
        assertUnchanged(filed, find(filed));
    }

    @Test
    void a_file_that_is_not_there_is_not_written() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(10));
        SupportCase filed = filed(Cases.with(Cases.filled(portal), files), files);
        SupportCase never = Cases.filled(portal).build();
        SupportCase elsewhere = Cases.filled(Fresh.portal(), filed.number(), filed.submission(), filed.digest())
                .build();
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        assertFalse(copied(filed, 2, nothing));
        assertFalse(copied(filed, 0, nothing));
        assertFalse(copied(never, 1, nothing));
        assertFalse(copied(elsewhere, 1, nothing));
        assertEquals(0, nothing.size());
    }

    @Test
    void files_of_different_cases_are_different() {
        List<SupportCase> filed = Stream.of("uno", "dos", "tres")
                .map(text -> {
                    Map<Integer, byte[]> files = Map.of(1, text.getBytes(StandardCharsets.UTF_8));
                    return filed(Cases.with(Cases.filled(portal), files), files);
                })
                .toList();
        assertEquals(
                List.of("uno", "dos", "tres"),
                filed.stream()
                        .map(one -> {
                            ByteArrayOutputStream copy = new ByteArrayOutputStream();
                            copied(one, 1, copy);
                            return copy.toString(StandardCharsets.UTF_8);
                        })
                        .collect(Collectors.toList()));
    }

    @Test
    void what_the_receiver_of_a_file_throws_comes_as_it_was_and_the_receiver_stays_open() throws IOException {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(800 * KIB));
        SupportCase filed = filed(Cases.with(Cases.filled(portal), files), files);
        IOException gone = new IOException("the browser is gone");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw gone;
            }
        };
        assertSame(gone, assertThrows(IOException.class, () -> another().copy(portal, filed.number(), 1, broken)));
        OutputStream left = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("whoever opened it closes it");
            }
        };
        another().copy(portal, filed.number(), 1, left);
        assertCopied(files.get(1), filed, 1);
    }

    private static String label(String text) {
        return text.substring(0, Math.min(text.length(), 200));
    }
}
