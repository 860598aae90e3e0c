package org.mushterek.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.FileFixture.cut;
import static org.mushterek.visit.FileFixture.joined;
import static org.mushterek.visit.FileFixture.pdf;
import static org.mushterek.visit.FileFixture.picture;
import static org.mushterek.visit.FileFixture.text;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {

    private static byte[] fileOf(FileType type) {
        return type == FileType.PDF ? pdf() : picture(type == FileType.PNG ? "png" : "jpg");
    }

    @ParameterizedTest
    @EnumSource
    void isToldByTheContent(FileType type) {
        assertThat(FileType.of(fileOf(type))).contains(type);
        assertThat(type.isWhole(fileOf(type))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void knowsAFileThatWasCutOff(FileType type) {
        var file = fileOf(type);
        for (int length = 0; length < file.length - 8; length++) {
            var rest = Arrays.copyOf(file, length);
            assertThat(FileType.of(rest).filter(found -> found.isWhole(rest)))
                    .as("%s of %s bytes", length, file.length)
                    .isEmpty();
        }
        assertThat(type.isWhole(cut(file))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%PDF",
                " %PDF-1.7\n%%EOF",
                "MZ\u0090\0%PDF-1.7 %%EOF",
                "<html><script>alert(1)</script></html>",
                "\u00FF\u00D8",
                "PK\u0003\u0004",
                "GIF89a",
                "\u0089PNG"
            })
    void takesNothingElse(String file) {
        assertThat(FileType.of(text(file))).isEmpty();
    }

    @Test
    void takesNoPictureWithSomethingBehindItsEnd() {
        assertThat(FileType.PNG.isWhole(joined(picture("png"), text("<script>"))))
                .isFalse();
        assertThat(FileType.JPEG.isWhole(joined(picture("jpg"), new byte[4094])))
                .isTrue();
        assertThat(FileType.JPEG.isWhole(joined(picture("jpg"), new byte[4095])))
                .isFalse();
    }

    @Test
    void takesNoPngWhoseSumsAreWrong() {
        var changed = picture("png");
        changed[20] ^= 1;

        assertThat(FileType.of(changed)).contains(FileType.PNG);
        assertThat(FileType.PNG.isWhole(changed)).isFalse();
    }
}
