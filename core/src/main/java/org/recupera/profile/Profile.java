package org.recupera.profile;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/**
 * What makes a portal this portal: its words, mails, rules and limits.
 *
 * <p>A profile is a JSON file, {@code profile.schema.json} beside this class describes it, and what it means is checked
 * when it is read: everything that is wrong is told at once, by its place. Mail templates of the portal's own lie beside
 * the file; for those that it lacks there are common ones in Spanish and English.
 *
 * <p>What only a deployment knows, its base URL and the address it sends from, may stand in the file or be given with
 * {@link #withBaseUrl} and {@link #withSender}; {@link #checked} says whether something is still owed. {@link
 * #withLinkPath}, {@link #withPasswordPath} and {@link #withStatusPath} put the pages that mails lead to where the
 * deployment has them.
 *
 * <p>Immutable and safe to share between threads. Reading one costs some milliseconds and touches files: do it once.
 */
public final class Profile {

    private static final String FILE = "profile.json";

    private final Facts facts;
    private final Map<String, Voice> voices;
    private final Voice own;

    Profile(Facts facts, Map<String, Voice> voices) {
        this.facts = facts;
        this.voices = Map.copyOf(voices);
        this.own = Objects.requireNonNull(voices.get(facts.language().getLanguage()));
    }

    /**
     * Reads a profile that comes with the library.
     *
     * @param portal such as {@code honducompras}
     * @return the profile, without base URL and sender
     * @throws IllegalArgumentException when none of that name comes with the library
     */
    public static Profile named(String portal) {
        String folder = new PortalId(portal).value() + '/';
        if (Profile.class.getResource(folder + FILE) == null) {
            throw new IllegalArgumentException("no profile of that name comes with the library");
        }
        return fromResource(Profile.class, folder + FILE);
    }

    /**
     * Reads a profile of the portal's own from a file.
     *
     * <p>Its templates lie beside it.
     *
     * @param json the file
     * @return the profile
     * @throws ProfileException when it cannot be used
     */
    public static Profile read(Path json) {
        Path file = json.toAbsolutePath().normalize();
        return ProfileReader.read(Folder.of(directoryOf(file)), String.valueOf(file.getFileName()));
    }

    /**
     * Reads a profile of the portal's own from the class path.
     *
     * <p>Its templates lie beside it. In a named module the folder must be open to {@code org.recupera}, or have a name that no package can have.
     *
     * @param anchor a class of the portal's, in whose module the file lies
     * @param path where the file lies, as in {@link Class#getResource}
     * @return the profile
     * @throws ProfileException when it cannot be used
     */
    public static Profile fromResource(Class<?> anchor, String path) {
        int name = path.lastIndexOf('/') + 1;
        return ProfileReader.read(Folder.of(anchor, path.substring(0, name)), path.substring(name));
    }

    /**
     * Says where this deployment is reached from outside.
     *
     * <p>Links in mails begin with it, and with nothing that a request says.
     *
     * @param baseUrl {@code https}, or {@code http} on loopback; an origin and, if need be, a path prefix
     * @return a copy
     * @throws ProfileException when it is anything else, at {@code $.link.baseUrl}
     */
    public Profile withBaseUrl(URI baseUrl) {
        try {
            return new Profile(facts.with(facts.link().at(WebAddress.base(baseUrl.toString()))), voices);
        } catch (IllegalArgumentException e) {
            throw Problems.only(ProfileReader.BASE_URL, WebAddress.BASE_URL + " is wanted here");
        }
    }

    /**
     * Says where this deployment's page for changing a password is.
     *
     * <p>Call it whenever a shipped profile is used: its path is the portal's own, and a page embedded elsewhere is
     * rarely there.
     *
     * @param path what follows the base URL, as at {@code link.path} of the file: such as {@code /account/new-password}
     * @return a copy
     * @throws ProfileException when it does not begin with a slash, or has an empty, {@code .} or {@code ..} segment, a
     *     query, a fragment or unescaped signs in it, at {@code $.link.path}
     */
    public Profile withLinkPath(String path) {
        try {
            return new Profile(facts.with(facts.link().at(WebAddress.path(path))), voices);
        } catch (IllegalArgumentException e) {
            throw Problems.only(ProfileReader.LINK_PATH, WebAddress.PATH + " is wanted here");
        }
    }

    /**
     * Says where this deployment's page is that asks for a password link.
     *
     * <p>The mail that tells somebody a username leads there. Call it together with {@link #withLinkPath}.
     *
     * @param path what follows the base URL, as at {@code username.passwordPath} of the file
     * @return a copy
     * @throws ProfileException when it has another form than {@link #withLinkPath} asks for, or the file says nothing of
     *     forgotten usernames, at {@code $.username.passwordPath}
     */
    public Profile withPasswordPath(String path) {
        UsernameSettings username = facts.username();
        if (username == null) {
            throw Problems.only(ProfileReader.PASSWORD_PATH, "the file has no username at all");
        }
        try {
            return new Profile(facts.with(username.at(WebAddress.path(path))), voices);
        } catch (IllegalArgumentException e) {
            throw Problems.only(ProfileReader.PASSWORD_PATH, WebAddress.PATH + " is wanted here");
        }
    }

    /**
     * Says where this deployment's page is that tells where a case stands.
     *
     * <p>The mail that confirms a case leads there. Call it together with {@link #withLinkPath}.
     *
     * @param path what follows the base URL, as at {@code supportCase.statusPath} of the file
     * @return a copy
     * @throws ProfileException when it has another form than {@link #withLinkPath} asks for, or the file says nothing of
     *     support cases, at {@code $.supportCase.statusPath}
     */
    public Profile withStatusPath(String path) {
        SupportCaseSettings supportCase = facts.supportCase();
        if (supportCase == null) {
            throw Problems.only(SupportCaseReader.STATUS_PATH, "the file has no supportCase at all");
        }
        try {
            return new Profile(facts.with(supportCase.at(WebAddress.path(path))), voices);
        } catch (IllegalArgumentException e) {
            throw Problems.only(SupportCaseReader.STATUS_PATH, WebAddress.PATH + " is wanted here");
        }
    }

    /**
     * Says from which address this deployment sends.
     *
     * @param address what stands in {@code From}, and takes bounces unless the file says otherwise
     * @return a copy
     */
    public Profile withSender(EmailAddress address) {
        return new Profile(facts.with(address), voices);
    }

    /**
     * Makes sure that nothing is owed that only a deployment can give.
     *
     * @return this
     * @throws ProfileException when the base URL or the sender is missing, naming each
     */
    public Profile checked() {
        Problems problems = new Problems();
        if (facts.link().baseUrl() == null) {
            problems.add(ProfileReader.BASE_URL, "is missing; the file or withBaseUrl gives it");
        }
        if (facts.senderAddress() == null) {
            problems.add(ProfileReader.SENDER_ADDRESS, "is missing; the file or withSender gives it");
        }
        problems.throwIfAny();
        return this;
    }

    /**
     * The portal that this is the profile of.
     *
     * @return its id
     */
    public PortalId portal() {
        return facts.portal();
    }

    /**
     * What people call the portal.
     *
     * @return its name
     */
    public String name() {
        return facts.name();
    }

    /**
     * The language in which people are spoken to unless they want another one.
     *
     * @return the language, with the country if the file names one
     */
    public Locale language() {
        return facts.language();
    }

    /**
     * The zone in which people are told times.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return facts.zone();
    }

    /**
     * Where links lead and how long they are good.
     *
     * @return the settings
     */
    public LinkSettings link() {
        return facts.link();
    }

    /**
     * How often recovery may be asked for.
     *
     * @return the limits
     */
    public Limits limits() {
        return facts.limits();
    }

    /**
     * What a new password must be like.
     *
     * @return the settings
     */
    public PasswordSettings password() {
        return facts.password();
    }

    /**
     * What becomes of a lock on an account when its password is recovered.
     *
     * @return the policy; {@link LockPolicy#KEEP} when the file says nothing
     */
    public LockPolicy locks() {
        return facts.locks();
    }

    /**
     * What somebody may ask who forgot a username.
     *
     * @return the settings, or nothing when the portal does not offer it
     */
    public Optional<UsernameSettings> username() {
        return Optional.ofNullable(facts.username());
    }

    /**
     * Whether and how people are asked a security question.
     *
     * @return the settings, or nothing when the mode is {@link QuestionMode#OFF}
     */
    public Optional<QuestionSettings> questions() {
        return Optional.ofNullable(facts.questions());
    }

    /**
     * How the portal takes support cases.
     *
     * @return the settings, or nothing when it takes none
     */
    public Optional<SupportCaseSettings> supportCase() {
        return Optional.ofNullable(facts.supportCase());
    }

    /**
     * Where people find help.
     *
     * @return phones, support site, further pages and hours
     */
    public Contact contact() {
        return facts.contact();
    }

    /**
     * Who mail is from.
     *
     * @return the sender
     * @throws IllegalStateException when neither the file nor {@link #withSender} gave an address
     */
    public Sender sender() {
        EmailAddress address = facts.senderAddress();
        if (address == null) {
            throw new IllegalStateException("the profile has no sender yet");
        }
        EmailAddress bounces = facts.bounces();
        return new Sender(address, facts.senderName(), bounces == null ? address : bounces);
    }

    /**
     * The link that a mail carries, with a token in it.
     *
     * @param token the token
     * @return the address of the portal's page for changing a password
     * @throws IllegalStateException when neither the file nor {@link #withBaseUrl} gave a base URL
     */
    public Secret linkTo(Secret token) {
        LinkSettings link = facts.link();
        String value = URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8).replace("+", "%20");
        char mark = link.placement() == LinkSettings.Placement.QUERY ? '?' : '#';
        return Secret.of(page(link.path()).toString() + mark + link.parameter() + '=' + value);
    }

    /**
     * A page of this deployment.
     *
     * @param path what follows the base URL, beginning with a slash
     * @return its address
     * @throws IllegalStateException when neither the file nor {@link #withBaseUrl} gave a base URL
     * @throws IllegalArgumentException when the path has another form than {@link #withLinkPath} asks for
     */
    public URI page(String path) {
        URI baseUrl = facts.link().baseUrl();
        if (baseUrl == null) {
            throw new IllegalStateException("the profile has no base URL yet");
        }
        return URI.create(baseUrl + WebAddress.path(path));
    }

    /**
     * Says something in the portal's language.
     *
     * @param code the stable code
     * @param parameters what to fill the words with; shown as they are, never read as a template
     * @return the message
     * @throws IllegalArgumentException when the code is unknown or a parameter of its words is missing
     */
    public Message message(String code, Map<String, String> parameters) {
        return message(code, parameters, facts.language());
    }

    /**
     * Says something in a person's language.
     *
     * @param code the stable code
     * @param parameters what to fill the words with; shown as they are, never read as a template
     * @param language the language; the portal's own serves when the profile does not speak it
     * @return the message
     * @throws IllegalArgumentException when the code is unknown or a parameter of its words is missing
     */
    public Message message(String code, Map<String, String> parameters, Locale language) {
        return new Message(code, parameters, voice(language).speech().say(code, parameters));
    }

    /**
     * The language in which the profile speaks to a person.
     *
     * @param wanted what the person would like, such as a browser's locale
     * @return the same language if the profile speaks it, as the profile writes it; else the portal's own
     */
    public Locale languageFor(Locale wanted) {
        return voice(wanted).speech().locale();
    }

    /**
     * Whether there is a message of a code.
     *
     * @param code any text
     * @return whether {@link #message} knows it
     */
    public boolean hasMessage(String code) {
        return own.speech().words().containsKey(code);
    }

    /**
     * What the portal's own pages say, in a person's language.
     *
     * <p>These are the messages whose code begins with {@code page.} and whose words take no parameters; those that do
     * are said by {@link #message(String, Map, Locale)}. What the file leaves out is not here: a page has words of its
     * own for that, or does without.
     *
     * @param language the language; the portal's own serves when the profile does not speak it
     * @return the texts by their codes, without {@code page.}; unmodifiable
     */
    public Map<String, String> pageTexts(Locale language) {
        return voice(language).speech().pageTexts();
    }

    /**
     * Writes an instant as the portal's mails do: in its zone and in its words.
     *
     * @param instant any instant
     * @param language the language; the portal's own serves when the profile does not speak it
     * @return such as {@code 3 de marzo de 2026 a las 09:15 (hora de Honduras)}
     */
    public String written(Instant instant, Locale language) {
        return voice(language).speech().write(instant);
    }

    /**
     * What the form for support cases says, in a person's language.
     *
     * @param language the language; the portal's own serves when the profile does not speak it
     * @return the texts by their codes, without {@code form.}: the label of each field by its name, its help by the name
     *     and {@code .help} where there is one, and the label of each option by the name, a dot and its id; unmodifiable
     */
    public Map<String, String> formTexts(Locale language) {
        return voice(language).speech().formTexts();
    }

    /**
     * Writes a mail.
     *
     * @param template which mail
     * @param values what {@link MailTemplate} says of it, in the types that it names
     * @param language the language; the portal's own serves when the profile does not speak it
     * @return subject and bodies
     * @throws IllegalArgumentException when a value is missing, of another type or none of the template's
     */
    public RenderedMail render(MailTemplate template, Map<String, Object> values, Locale language) {
        return voice(language).mails().render(template, values);
    }

    private Voice voice(Locale wanted) {
        return voices.getOrDefault(wanted.getLanguage(), own);
    }

    private static Path directoryOf(Path file) {
        Path directory = file.getParent();
        return directory == null ? file : directory;
    }
}
