package org.recupera.password;

import java.util.Random;

/** Text as keyboards of many kinds might give it. */
final class TypedText {

    private static final int[][] BLOCKS = {
        {0x20, 0x7e},
        {0xa0, 0x24f},
        {0x300, 0x345},
        {0x370, 0x373},
        {0x391, 0x3a1},
        {0x400, 0x4ff},
        {0x1100, 0x1112},
        {0x1161, 0x1175},
        {0x1e00, 0x1eff},
        {0x1f80, 0x1faf},
        {0xac00, 0xd7a3},
        {0xfb1d, 0xfb36},
        {0x1109a, 0x1109c},
        {0x1d15e, 0x1d164},
        {0x1f300, 0x1f5ff}
    };

    private TypedText() {}

    static String random(Random random, int codePoints) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < codePoints; i++) {
            int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
            text.appendCodePoint(block[0] + random.nextInt(block[1] - block[0] + 1));
        }
        return text.toString();
    }
}
