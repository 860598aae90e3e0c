package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void sortsFieldsAtEveryDepthAndKeepsTheOrderOfLists() {
        assertThat(canonical("{ \"b\": [ {\"d\": null, \"c\": 2}, 1 ],\n  \"a\": \"ə\" }")
                        .text())
                .isEqualTo("{\"a\":\"ə\",\"b\":[{\"c\":2,\"d\":null},1]}");
    }

    @Test
    void hashesTwoTextsOfOneDocumentAlike() {
        assertThat(canonical("{\"a\":1,\"b\":true}").sha256())
                .isEqualTo(canonical("{ \"b\" : true, \"a\" : 1 }").sha256())
                // printf '{"a":1,"b":true}' | sha256sum
                .isEqualTo("d918e8d1a9eb1f54b583326cad9950c771474b5c8ac1072bb0f2a0ad148d6de5");
    }

    @Test
    void hashesAnotherDocumentOtherwise() {
        assertThat(canonical("{\"a\":[1,2]}").sha256())
                .isNotEqualTo(canonical("{\"a\":[2,1]}").sha256());
    }

    @Test
    void knowsADocumentByItsHashInItsFormAndWrittenAnew() {
        var hash = canonical("{\"a\":1,\"b\":true}").sha256();

        assertThat(CanonicalJson.fits("{\"a\":1,\"b\":true}", hash, json)).isTrue();
        assertThat(CanonicalJson.fits("{ \"b\": true, \"a\": 1 }", hash, json)).isTrue();
        assertThat(CanonicalJson.fits("{\"a\":2,\"b\":true}", hash, json)).isFalse();
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> canonical("{\"a\":")).isInstanceOf(IllegalArgumentException.class);
    }

    private CanonicalJson canonical(String text) {
        return CanonicalJson.read(text, json);
    }
}
