package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.port.AttachmentType;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachmentSettingsTest {

    @Test
    void the_standard_is_what_help_desks_can_take() {
        assertThat(AttachmentSettings.standard())
                .isEqualTo(new AttachmentSettings(
                        List.of(AttachmentType.PNG, AttachmentType.JPEG, AttachmentType.PDF),
                        5,
                        3_145_728,
                        7_340_032,
                        40_000_000,
                        true));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 65536, 65536, 1000000",
        "20, 26214400, 104857600, 100000000",
    })
    void bounds_are_within(int files, int bytes, int inAll, int pixels) {
        assertThat(new AttachmentSettings(List.of(AttachmentType.PDF), files, bytes, inAll, pixels, false).maxFiles())
                .isEqualTo(files);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 65536, 65536, 1000000",
        "21, 65536, 65536, 1000000",
        "1, 64512, 65536, 1000000",
        "1, 26215424, 104857600, 1000000",
        "1, 65537, 131072, 1000000",
        "1, 131072, 130048, 1000000",
        "1, 65536, 65537, 1000000",
        "1, 65536, 104858624, 1000000",
        "1, 65536, 65536, 999999",
        "1, 65536, 65536, 100000001",
    })
    void what_is_outside_is_refused(int files, int bytes, int inAll, int pixels) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new AttachmentSettings(List.of(AttachmentType.PDF), files, bytes, inAll, pixels, true));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807, 3145728, 7340032",
        "1048583, 9223372036854775807, 1048576, 7340032",
        "9223372036854775807, 4194311, 3145728, 4194304",
        "9223372036854775807, 1048583, 1048576, 1048576",
    })
    void where_those_behind_take_less_the_lower_limit_holds(long largest, long inAll, int one, int together) {
        assertThat(AttachmentSettings.standard().within(largest, inAll))
                .returns(one, AttachmentSettings::maxBytes)
                .returns(together, AttachmentSettings::maxBytesInAll)
                .returns(5, AttachmentSettings::maxFiles);
    }

    @Test
    void there_is_a_type_and_each_is_there_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> ofTypes(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> ofTypes(List.of(AttachmentType.PNG, AttachmentType.PNG)));
    }

    @Test
    void later_changes_of_the_list_change_nothing() {
        List<AttachmentType> types = new ArrayList<>(List.of(AttachmentType.PNG));
        AttachmentSettings settings = ofTypes(types);
        types.add(AttachmentType.PDF);

        assertThat(settings.types()).containsExactly(AttachmentType.PNG);
    }

    private static AttachmentSettings ofTypes(List<AttachmentType> types) {
        return new AttachmentSettings(types, 1, 65_536, 65_536, 1_000_000, true);
    }
}
