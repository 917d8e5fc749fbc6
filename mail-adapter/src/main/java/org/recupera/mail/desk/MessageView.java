package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished message as a receiver reads it.
 *
 * @param header its own header fields
 * @param bodyType the whole type of the part that is read as text, lower case and without spaces
 * @param body its text, lines ended by LF
 * @param bodies how many parts are no files
 * @param files the parts that are
 * @param mixed whether they stand in one {@code multipart/mixed}
 */
record MessageView(
        List<Entity.Field> header, String bodyType, String body, int bodies, List<File> files, boolean mixed) {

    /** A part that is a file; what the message does not say is empty. */
    record File(String type, String encoding, String disposition, String name, int size) {}

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is none
     */
    static MessageView of(byte[] message) {
        Entity whole = Entity.read(message);
        boolean mixed = whole.type().equals("multipart/mixed");
        List<Entity> parts = mixed ? whole.parts() : List.of(whole);
        Entity text = parts.get(0);
        List<File> files = new ArrayList<>();
        int bodies = 1;
        for (Entity part : parts.subList(1, parts.size())) {
            if (part.type().startsWith("text/")
                    && part.fileName().isEmpty()
                    && part.disposition().isEmpty()) {
                bodies++;
            } else {
                files.add(new File(
                        part.type(), part.encoding(), part.disposition(), part.fileName(), part.content().length));
            }
        }
        return new MessageView(
                whole.header(),
                text.wholeType(),
                new String(text.content(), UTF_8).replace("\r\n", "\n"),
                bodies,
                List.copyOf(files),
                mixed);
    }

    /** All values of a field, unfolded. */
    List<String> all(String name) {
        return header.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Entity.Field::value)
                .toList();
    }

    /** The value of a field that is there exactly once, unfolded. */
    Optional<String> one(String name) {
        List<String> all = all(name);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The decoded text of a field that is there exactly once, or nothing at all. */
    String text(String name) {
        return one(name).map(EncodedWords::decoded).orElse("");
    }

    boolean has(String name) {
        return !all(name).isEmpty();
    }

    /** The one mailbox of a field that is there exactly once. */
    Optional<Mailbox> mailbox(String name) {
        return one(name).flatMap(Mailbox::parse);
    }
}
