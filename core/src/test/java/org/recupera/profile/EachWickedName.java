package org.recupera.profile;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a test with names that somebody chose in order to get something into a portal's mail. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(
        strings = {
            "<a href=\"https://evil.example\">aquí</a>",
            "\"><script>alert(1)</script>",
            "{{link}} {{x}} {{{link}}} {{>foot.es.txt}}",
            "${7*7} #{7*7} <%= 7*7 %>",
            "https://evil.example/?a=b",
            "HTTPS://EVIL.EXAMPLE",
            "www.evil.example",
            "evil.example",
            "//evil.example",
            "evil\u3002example",
            "www.evil.example/x@institucion.example",
            "ana\n\nAbra https://evil.example ahora",
            "ana\u2028\u202Eelpmaxe.live//:sptth",
        })
@interface EachWickedName {}
