package org.recupera.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads JSON as RFC 8259 has it, and nothing beside it.
 *
 * <p>Duplicate keys, trailing text, comments and deep nesting are refused. Jackson's own messages quote the text they
 * stumble over, so they stay out of what is thrown.
 */
final class StrictJson {

    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(32)
                    .build())
            .build());

    private StrictJson() {}

    static JsonNode parse(String json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            return parse(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(JsonParser parser) {
        try {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null) {
                throw Problems.only(JsonPath.ROOT, "the file is empty");
            }
            if (parser.nextToken() != null) {
                throw Problems.only(JsonPath.ROOT, "text follows the closing brace, at " + place(parser));
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw Problems.only(path(parser), "nested deeper than " + MAX_DEPTH + ", or too long a number or key");
        } catch (IOException e) {
            throw Problems.only(path(parser), "not JSON, or a key that stands twice, at " + place(parser));
        }
    }

    private static String place(JsonParser parser) {
        JsonLocation at = parser.currentLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static JsonPath path(JsonParser parser) {
        return JsonPath.of(parser.getParsingContext().pathAsPointer());
    }
}
