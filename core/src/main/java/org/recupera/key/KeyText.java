package org.recupera.key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Secret;

/** Reads keys as they are written down; names every problem at once, and repeats nothing that could be a secret. */
final class KeyText {

    private static final Map<String, String> FORMS = new TreeMap<>(Map.of(
            "secret", "secret <base64>",
            "permanent", "permanent <base64>",
            "key", "key <id> <base64>",
            "current", "current <id>",
            "revoked", "revoked <id>"));

    private record Entry(int number, String place, List<String> words) {

        /** Without the words: one of them is a secret. */
        @Override
        public String toString() {
            return "Entry[" + number + ']';
        }
    }

    private final KeyRing.Builder ring = new KeyRing.Builder();
    private final SortedMap<Integer, String> problems = new TreeMap<>();
    private final Set<String> listed = new HashSet<>();
    private final Set<String> revoked = new HashSet<>();
    private boolean hasPermanent;
    private boolean hasKey;
    private @Nullable Entry current;

    private KeyText() {}

    static KeyRing parse(Secret text) {
        List<Entry> entries = entriesOf(text.reveal());
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("there is no secret" + RootKey.HOW_TO);
        }
        List<String> first = entries.get(0).words();
        return entries.size() == 1 && first.size() == 1
                ? KeyRing.of(Secret.of(first.get(0)))
                : new KeyText().read(entries);
    }

    private static List<Entry> entriesOf(String text) {
        List<Entry> entries = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int line = 0; line < lines.length; line++) {
            String[] parts = lines[line].replaceFirst("#.*", "").split(";", -1);
            for (int part = 0; part < parts.length; part++) {
                if (!parts[part].isBlank()) {
                    String place = "line " + (line + 1) + (parts.length > 1 ? ", part " + (part + 1) : "");
                    List<String> words = List.of(parts[part].strip().split("\\s+", -1));
                    entries.add(new Entry(entries.size(), place, words));
                }
            }
        }
        return entries;
    }

    private KeyRing read(List<Entry> entries) {
        entries.forEach(this::take);
        if (current != null) {
            checkCurrent(current);
        }
        if (!hasPermanent) {
            problems.put(entries.size(), "there is no line: secret <base64>, nor: permanent <base64>" + RootKey.HOW_TO);
        } else if (!hasKey || (!listed.isEmpty() && revoked.containsAll(listed))) {
            problems.put(entries.size(), "there is no key that is not revoked: key <id> <base64>" + RootKey.HOW_TO);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the keys are refused\n  " + String.join("\n  ", problems.values()));
        }
        return ring.build();
    }

    private void take(Entry entry) {
        try {
            String form = FORMS.get(entry.words().get(0));
            if (form == null) {
                throw new IllegalArgumentException("this begins with none of: " + String.join(", ", FORMS.keySet()));
            }
            if (entry.words().size() != form.split(" ", -1).length) {
                throw new IllegalArgumentException("this is written: " + form);
            }
            takeWellFormed(entry);
        } catch (IllegalArgumentException refused) {
            problems.put(entry.number(), entry.place() + ": " + refused.getMessage());
        }
    }

    private void takeWellFormed(Entry entry) {
        String operand = entry.words().get(1);
        switch (entry.words().get(0)) {
            case "secret" -> {
                hasKey = true;
                RootKey root = permanent(operand);
                listed.add(root.id());
                ring.key(root.id(), root);
            }
            case "permanent" -> permanent(operand);
            case "key" -> {
                hasKey = true;
                KeyRing.checkId(operand);
                listed.add(operand);
                ring.key(operand, Secret.of(entry.words().get(2)));
            }
            case "current" -> {
                KeyRing.checkId(operand);
                if (current != null) {
                    throw new IllegalArgumentException("another key is current already");
                }
                current = entry;
                ring.current(operand);
            }
            default -> {
                ring.revoked(operand);
                revoked.add(operand);
            }
        }
    }

    private RootKey permanent(String base64) {
        if (hasPermanent) {
            throw new IllegalArgumentException("there is a permanent secret already");
        }
        hasPermanent = true;
        RootKey root = RootKey.parse(Secret.of(base64));
        ring.permanent(root);
        return root;
    }

    private void checkCurrent(Entry entry) {
        String id = entry.words().get(1);
        if (revoked.contains(id)) {
            problems.put(entry.number(), entry.place() + ": the key " + id + " is revoked and cannot be current");
        } else if (!listed.contains(id)) {
            problems.put(entry.number(), entry.place() + ": there is no key " + id + " to make current");
        }
    }
}
