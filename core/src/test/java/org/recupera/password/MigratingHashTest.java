package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

/** Hashes of other software, and where each is from; the password is {@link #PASSWORD} unless another one is said. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MigratingHashTest {

    private static final Secret PASSWORD = Secret.of("Contraseña segura 2026");
    private static final Argon2id ARGON2ID =
            Argon2id.builder().cost(19_456, 2, 1).memoryBudget(1 << 18).build();
    private static final MigratingHash HASH = MigratingHash.to(ARGON2ID);

    private static final String SALT = "c2FsIGRlIEhvbmR1cmFzIQ";
    private static final String PBKDF2_TAG = "SxmyEil2XxHKOM7GY22W6kWIL94x76p4.bpMP5Cw/XM";
    private static final String SCRYPT_TAG = "T+Oo1Nby/C//ASSRXubsFjRcL90KioxBefy4R/Vcoqo";
    private static final String SPRING_PBKDF2 =
            "1891cc1f251b3cfba07786a0d85221a8c8cb5141629d278db728798705dda94d695de3a7724d1a15";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Django 3.2.25 (Debian): PBKDF2PasswordHasher and PBKDF2SHA1PasswordHasher, salt 'HondurasSal2026'
                "pbkdf2_sha256$260000$HondurasSal2026$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY=",
                "pbkdf2_sha1$260000$HondurasSal2026$mo/S+bgMaRHMy38pCmlbxxukBy8=",
                // passlib 1.7.4 (Debian): pbkdf2_sha256, pbkdf2_sha512, pbkdf2_sha1 and scrypt, salt 'sal de Honduras!'
                "$pbkdf2-sha256$29000$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha512$25000$" + SALT + "$PXmOI1bcY8wm8S/Pb7LjECcvpVETaGAYxSXxV8tNv8TCvle5xikFutWO.ZCnNu7H5"
                        + "HAxxsblO7e7QoZQrm37uA",
                "$pbkdf2$131000$" + SALT + "$E.zpDSCTRqXycsn9YFYC88RfSAc",
                "$scrypt$ln=14,r=8,p=1$" + SALT + "$" + SCRYPT_TAG,
                // hashlib.pbkdf2_hmac of Python 3.11, salt 'sal de Honduras!', 100000 iterations, put into the PHC form
                "$pbkdf2-sha256$i=100000$" + SALT + "$ViclFbnsam6Timin5ATdudNyc+rDMDxUo0RXjrlOuRc",
                "$pbkdf2-sha256$i=100000,l=32$" + SALT + "$ViclFbnsam6Timin5ATdudNyc+rDMDxUo0RXjrlOuRc",
                "$pbkdf2-sha512$i=100000,l=64$" + SALT + "$TAmzCFu1jWL1eDrEvbth1R7i6GaZZi+ZARY7MSibtt/0PjWSY39bZp0k/Fzq"
                        + "1drpBbQUKY50dSG0XbCcr+9wgA",
                // spring-security-crypto 7.1.1, the encoders that PasswordEncoderFactories puts behind each id
                "{bcrypt}$2a$10$9RIUlebePTimMxV5QfDpOerv6UQJD3vGICgn7Fc6bNFP1oFhlrkb.",
                "{pbkdf2}" + SPRING_PBKDF2,
                "{pbkdf2@SpringSecurity_v5_8}378d31cd2637c4370c65d65a27b5712a20ba9aa754ad2984d3fba01af9e6a23f205ed6286334"
                        + "11282fc30b4090dcf217",
                "{scrypt}$e0801$crB2GU4LicHtlLNsRqg5adBQzaysCEp9MGKtT8K+8NreBvqPvchKRKhQhWIo8nM/7YgJvMcNCAa1u+wmssssLA==$"
                        + "NxZiqKyEwgaWsEesaGg4BfnqcwSSBqNr796QTYcZjWM=",
                "{scrypt@SpringSecurity_v5_8}$100801$RQtH3a4x0HikgwJMy3QKRA==$"
                        + "Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "{argon2}$argon2id$v=19$m=4096,t=3,p=1$NAXeXTW6x9JlHqUpZd1p0A$tOJ85TKSODGbS+wPzfbE3ai99uS3nePWoDAqYVNAU+g",
                "{argon2@SpringSecurity_v5_8}$argon2id$v=19$m=16384,t=2,p=1$trK9nJOCZQMtf2j9dmgvuQ$"
                        + "FpjvxrMG2EuWk+V4vzUdBpsPKvSDYLwxTn169OtcBUs",
                // htpasswd -nbB -C 10 (Apache httpd 2.4.71)
                "$2y$10$4wWejMuURcMKz30MSAu4weD8nVp76kj7XFusFAQh26Vr.kN3CkK7S",
                // argon2 saltsalt12345678 -id -m 16 -t 3 -p 1 -l 32 -e (Debian, 0~20171227)
                "$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQxMjM0NTY3OA$D1PdDHoF77xUpKKeKdMxPflhjI5TJi5cOG1XiDefdgs"
            })
    void Hashes_of_other_software_verify(String stored) {
        assertThat(HASH.verify(PASSWORD, stored)).isTrue();
        assertThat(HASH.verify(Secret.of("Contraseña segura 2027"), stored)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 6070, the fourth vector
        "password, $pbkdf2$4096$c2FsdA$SwB5AbdlSJq.rUnZJvch0GWkKcE",
        // RFC 7914, section 11, the second vector
        "Password, $pbkdf2-sha256$i=80000$TmFDbA$TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1ah1CWhIlgzVJrbhBtRybMXaicr3ruh0HhHj2Kzl/M8jQ",
        // RFC 7914, section 12, the third vector
        "pleaseletmein, '$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw'",
        // passlib 1.7.4: pbkdf2_sha256.using(rounds=29000, salt=bytes([251, 255, 191, 239, 190, 251, 255, 191]))
        "🔑, $pbkdf2-sha256$29000$././7777/78$RmMA88uekCczggpl.S/0fZMJbJfJnief82gRMadPsF0"
    })
    void Vectors_of_the_standards_verify(String password, String stored) {
        assertThat(HASH.verify(Secret.of(password), stored)).isTrue();
        assertThat(HASH.verify(Secret.of(password + "x"), stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Contraseña segura 2026",
                "{noop}Contraseña segura 2026",
                "{}Contraseña segura 2026",
                "{MD5}d41d8cd98f00b204e9800998ecf8427e",
                "{sha256}" + SPRING_PBKDF2,
                "{PBKDF2}" + SPRING_PBKDF2,
                "{pbkdf2}" + SPRING_PBKDF2 + " ",
                "{pbkdf2}" + SPRING_PBKDF2 + "\n",
                "{pbkdf2}" + SPRING_PBKDF2 + "00",
                "{pbkdf2}{pbkdf2}" + SPRING_PBKDF2,
                " {pbkdf2}" + SPRING_PBKDF2,
                "{pbkdf2@SpringSecurity_v5_8}" + SPRING_PBKDF2,
                "{pbkdf2}1891CC1F251B3CFBA07786A0D85221A8C8CB5141629D278DB728798705DDA94D695DE3A7724D1A15",
                SPRING_PBKDF2,
                "{bcrypt}$pbkdf2-sha256$29000$" + SALT + "$" + PBKDF2_TAG,
                "{argon2}$2a$10$9RIUlebePTimMxV5QfDpOerv6UQJD3vGICgn7Fc6bNFP1oFhlrkb.",
                "{bcrypt}$2a$31$9RIUlebePTimMxV5QfDpOerv6UQJD3vGICgn7Fc6bNFP1oFhlrkb."
            })
    void What_is_no_hash_of_a_known_make_verifies_nothing(String stored) {
        assertThat(HASH.verify(PASSWORD, stored)).isFalse();
        assertThat(HASH.needsRehash(stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2-sha256$10000001$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha256$99999999999$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha256$0$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha256$-1$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha256$029000$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha256$29000$" + SALT + "$" + PBKDF2_TAG + "$",
                "$pbkdf2-sha256$29000$" + SALT + "$" + PBKDF2_TAG + "\n",
                "$pbkdf2-sha256$29000$" + SALT + "$" + PBKDF2_TAG + "=",
                "$pbkdf2-sha256$29000$" + SALT + "$" + "SxmyEil2XxHKOM7GY22W6",
                "$pbkdf2-sha256$29000$" + SALT + "$",
                "$pbkdf2-sha256$29000$$" + PBKDF2_TAG,
                "$pbkdf2-sha256$29000$A$" + PBKDF2_TAG,
                "$pbkdf2-sha256$i=29000,l=31$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-sha256$l=32,i=29000$" + SALT + "$" + PBKDF2_TAG,
                "$pbkdf2-md5$29000$" + SALT + "$" + PBKDF2_TAG,
                " $pbkdf2-sha256$29000$" + SALT + "$" + PBKDF2_TAG,
                "pbkdf2_sha256$10000001$HondurasSal2026$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY=",
                "pbkdf2_sha256$260000$HondurasSal2026$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY=\n",
                "pbkdf2_sha256$260000$HondurasSal2026$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY=x",
                "pbkdf2_sha256$260000$HondurasSal2026$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY===",
                "pbkdf2_sha256$260000$$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY=",
                "pbkdf2_sha256$260000$Honduras Sal$mS/hgsn+o+pC/BIKfNYnG4Jv9ZY1fXZf5gbzFg7tfhY="
            })
    void A_PBKDF2_text_of_another_form_or_absurd_cost_is_not_tried(String stored) {
        assertThat(Pbkdf2Hash.parse(stored)).isEmpty();
        assertThat(HASH.verify(PASSWORD, stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$scrypt$ln=24,r=8,p=1$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=21,r=8,p=1$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=20,r=8,p=2$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=99,r=8,p=1$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=16,r=1,p=1$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=0,r=8,p=1$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=14,r=0,p=1$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=14,r=8,p=0$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=1,r=999,p=999$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=1,r=129,p=128$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=14,r=999,p=999$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=14,r=8,p=1$" + SALT + "$" + SCRYPT_TAG + "\n",
                "$scrypt$ln=14,r=8,p=1$" + SALT + "$" + SCRYPT_TAG + "$",
                "$scrypt$ln=14,r=8,p=1$" + SALT + "$",
                "$scrypt$ln=14,p=1,r=8$" + SALT + "$" + SCRYPT_TAG,
                "$scrypt$ln=014,r=8,p=1$" + SALT + "$" + SCRYPT_TAG
            })
    void An_scrypt_text_of_another_form_or_absurd_cost_is_not_tried(String stored) {
        assertThat(ScryptHash.parse(stored)).isEmpty();
        assertThat(HASH.verify(PASSWORD, stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$180801$RQtH3a4x0HikgwJMy3QKRA==$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "$ff0801$RQtH3a4x0HikgwJMy3QKRA==$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "$100001$RQtH3a4x0HikgwJMy3QKRA==$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "$100800$RQtH3a4x0HikgwJMy3QKRA==$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "$801$RQtH3a4x0HikgwJMy3QKRA==$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "$100801$RQtH3a4x0HikgwJMy3QKRA==$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=$",
                "$100801$RQtH3a4x0HikgwJMy3QKRA=$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA=",
                "$100801$$Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA="
            })
    void An_scrypt_text_of_Spring_with_absurd_cost_is_not_tried(String stored) {
        assertThat(ScryptHash.ofSpring(stored)).isEmpty();
        assertThat(HASH.verify(PASSWORD, "{scrypt@SpringSecurity_v5_8}" + stored))
                .isFalse();
    }

    @Test
    void New_hashes_are_Argon2id_and_the_only_ones_to_stay() {
        String made = HASH.hash(PASSWORD);
        assertThat(made).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(HASH.verify(PASSWORD, made)).isTrue();
        assertThat(HASH.needsRehash(made)).isFalse();
        assertThat(HASH.needsRehash("{argon2}" + made)).isTrue();
        assertThat(HASH.needsRehash("$scrypt$ln=14,r=8,p=1$" + SALT + "$" + SCRYPT_TAG))
                .isTrue();
    }

    @Test
    void Memory_is_bounded_for_scrypt_too() {
        MigratingHash small = MigratingHash.to(
                Argon2id.builder().cost(19_456, 2, 1).memoryBudget(65_535).build());
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> small.verify(
                        PASSWORD,
                        "{scrypt@SpringSecurity_v5_8}$100801$RQtH3a4x0HikgwJMy3QKRA==$"
                                + "Eo77jLh6eb2o1Es0mIurJ95JlnHjrcx/Zir45OwpoyA="))
                .withMessageContaining("65540");
    }

    @Test
    void An_scrypt_hash_books_the_memory_of_all_its_lanes() {
        ScryptHash wide = ScryptHash.parse("$scrypt$ln=1,r=128,p=128$" + SALT + "$" + SCRYPT_TAG)
                .orElseThrow();

        // 128 lanes of 16 KiB, held twice, beside the table and two blocks of scratch
        assertThat(wide.memoryKib()).isEqualTo(2 * 128 * 16 + 2 * 16 + 2 * 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2-sha256$1$c2FsdA$",
                "$scrypt$ln=4,r=8,p=1$c2FsdA$",
                "pbkdf2_sha256$1$salt$",
            })
    void Ill_formed_text_is_not_taken_for_a_question_mark(String start) {
        Secret illFormed = Secret.of("xxxxxxxxxxxxxx\ud800");
        String tag = start.contains("scrypt")
                // hashlib.scrypt(b'xxxxxxxxxxxxxx?', salt=b'salt', n=16, r=8, p=1, dklen=32)
                ? "SRCp76LTgLDw2AfhOY/McZ1oHd6yK1Q9rMCT67FR5H8"
                // hashlib.pbkdf2_hmac('sha256', b'xxxxxxxxxxxxxx?', b'salt', 1)
                : "9NquwJOyJtKLp/l/jM1sY53y+2cU0IL9ffXpTbtf5nQ";
        assertThat(HASH.verify(Secret.of("xxxxxxxxxxxxxx?"), start + tag)).isTrue();
        assertThat(HASH.verify(illFormed, start + tag)).isFalse();
        assertThat(HASH.accepts(illFormed)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> HASH.hash(illFormed));
    }
}
