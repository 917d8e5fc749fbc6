package org.recupera.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Asks for letters, digits and signs, for portals that a law obliges to.
 *
 * <p>NIST SP 800-63B-4 (3.1.1.2) and OWASP ASVS 5.0 (6.2.5) forbid such rules: people meet them with a capital in front
 * and a {@code 1!} at the end. Without an obligation, leave it out. Letters and digits are those of any script; a sign
 * is whatever shows and is neither, emoji among them, but no space.
 *
 * @param upperCase the fewest upper-case letters, 0 to 8
 * @param lowerCase the fewest lower-case letters, 0 to 8
 * @param digits the fewest digits, 0 to 8
 * @param symbols the fewest signs, 0 to 8
 */
public record Composition(int upperCase, int lowerCase, int digits, int symbols) implements PasswordRule {

    private static final int MOST = 8;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public Composition {
        for (int fewest : new int[] {upperCase, lowerCase, digits, symbols}) {
            if (fewest < 0 || fewest > MOST) {
                throw new IllegalArgumentException("a composition of " + fewest + " is not 0 to " + MOST);
            }
        }
    }

    @Override
    public List<PasswordFlaw> judge(Candidate candidate) {
        List<PasswordFlaw> flaws = new ArrayList<>();
        String password = candidate.password();
        require(PasswordFlaw.NEEDS_UPPER_CASE, upperCase, password, Character::isUpperCase, flaws);
        require(PasswordFlaw.NEEDS_LOWER_CASE, lowerCase, password, Character::isLowerCase, flaws);
        require(PasswordFlaw.NEEDS_DIGIT, digits, password, Character::isDigit, flaws);
        require(PasswordFlaw.NEEDS_SYMBOL, symbols, password, Composition::isSymbol, flaws);
        return flaws;
    }

    private static void require(String code, int fewest, String password, IntPredicate kind, List<PasswordFlaw> flaws) {
        if (password.codePoints().filter(kind).count() < fewest) {
            flaws.add(new PasswordFlaw(code, Map.of("minimum", Integer.toString(fewest))));
        }
    }

    private static boolean isSymbol(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }
}
