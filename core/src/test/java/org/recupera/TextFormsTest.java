package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.recupera.password.Candidate;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PasswordChange;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** The text forms of all records of core, made of texts that would give them away. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TextFormsTest {

    private static final String CANARY = "canaria";

    /** One of them is of the form that a record asks for. */
    private static final List<String> TEXTS = List.of("canaria-x", "canaria", "canaria@portal.example", "/canaria");

    /** Of numbers and times alone, or of texts of so narrow a form that no canary fits. */
    private static final Set<String> WITHOUT_ROOM = Set.of(
            "org.recupera.memory.InMemoryAccounts$Entry",
            "org.recupera.password.Argon2Cost",
            "org.recupera.port.CaseFile",
            "org.recupera.port.CaseNumber",
            "org.recupera.port.Timetable",
            "org.recupera.port.Timetable$Slot");

    /**
     * What may be shown, by the names of components: ids, codes, reasons and digests; words of a profile, of its form or of
     * a calendar; names of tables, and what a scanner or a check says; an outcome's username, which goes to who holds the link; the client's network and an address, whose text
     * forms are what they stand for.
     */
    private static final Set<String> PUBLIC = Set.of(
            "id",
            "key",
            "keyId",
            "KeyIds.current",
            "KeyIds.all",
            "KeyIds.revoked",
            "value",
            "bucket",
            "selector",
            "kind",
            "code",
            "parameters",
            "text",
            "reason",
            "reference",
            "digest",
            "submission",
            "question",
            "messages",
            "username",
            "Place.number",
            "CaseField.name",
            "TicketDraft.system",
            "TicketDraft.type",
            "TicketDraft.subject",
            "Holiday.name",
            "Holiday.source",
            "HolidayCalendar.country",
            "sha256",
            "signature",
            "version",
            "field",
            "baseUrl",
            "table",
            "column",
            "sentence",
            "FieldView.name",
            "OptionView.label",
            "FormWords.texts",
            "FormField.name",
            "FormCondition.wanted",
            "CaseNumbering.prefix",
            "DeskHours.holidays",
            "SupportCaseSettings.statusPath");

    @Test
    void no_record_shows_a_text_that_is_not_known_to_be_public() {
        Map<String, String> shown = new TreeMap<>();
        Set<String> notMade = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.recupera")) {
            if (type.isRecord() && !type.getPackageName().equals("org.recupera.profile")) {
                Object made = record(type.reflect());
                if (made == null) {
                    notMade.add(type.getFullName());
                } else if (made.toString().contains(CANARY)) {
                    shown.put(type.getFullName(), made.toString());
                }
            }
        }

        assertThat(notMade).isEqualTo(new TreeSet<>(WITHOUT_ROOM));
        assertThat(shown).isEmpty();
    }

    @Test
    void no_value_that_carries_a_secret_or_a_person_shows_it() {
        Account account = Account.named(new AccountId("cuenta-1"), "canaria-usuaria")
                .displayName("Canaria")
                .email("canaria@portal.example")
                .formerEmail("canaria@antes.example")
                .nationalId("canaria-2")
                .phone("canaria-3")
                .passwordVersion("canaria-4")
                .build();
        Secret secret = Secret.of("canaria");

        assertThat(List.of(
                        account,
                        secret,
                        Candidate.of("canaria", "canaria", List.of("canaria")),
                        Identifier.read(IdentifierKind.USERNAME, "canaria"),
                        new PasswordChange(
                                new PortalId("portal"),
                                new AccountId("cuenta-1"),
                                "canaria",
                                secret,
                                Instant.EPOCH,
                                false)))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContainIgnoringCase(CANARY));
    }

    private static Object record(Class<?> type) {
        for (String text : TEXTS) {
            try {
                RecordComponent[] components = type.getRecordComponents();
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(Arrays.stream(components)
                        .map(component -> sample(component.getGenericType(), isPublic(component) ? plain(text) : text))
                        .toArray());
            } catch (InvocationTargetException | NullPointerException | IllegalArgumentException otherForm) {
                // The next text may be of the form that is asked for.
            } catch (ReflectiveOperationException broken) {
                throw new LinkageError(broken.getMessage(), broken);
            }
        }
        return null;
    }

    private static boolean isPublic(RecordComponent component) {
        String name = component.getName();
        return PUBLIC.contains(name)
                || PUBLIC.contains(component.getDeclaringRecord().getSimpleName() + '.' + name);
    }

    private static String plain(String text) {
        return text.replace(CANARY, "abierta");
    }

    private static Object sample(Type of, String text) {
        Class<?> type = (Class<?>) (of instanceof ParameterizedType generic ? generic.getRawType() : of);
        if (of instanceof ParameterizedType generic && type != Class.class) {
            Type[] inner = generic.getActualTypeArguments();
            if (type == Optional.class) {
                return Optional.of(sample(inner[0], text));
            }
            if (type == List.class) {
                return List.of(sample(inner[0], text));
            }
            if (type == Set.class) {
                return Set.of(sample(inner[0], text));
            }
            if (type == Map.class) {
                return Map.of(sample(inner[0], text), sample(inner[1], text));
            }
        }
        if (type == String.class || type == Object.class) {
            return text;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(1);
        }
        if (type == URI.class) {
            return URI.create("https://portal.example/canaria");
        }
        if (type == Secret.class) {
            return Secret.of(text);
        }
        if (type.isArray()) {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return record(type);
        }
        return type.isSealed() ? sample(type.getPermittedSubclasses()[0], text) : Mockito.mock(type);
    }
}
