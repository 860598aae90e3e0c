package org.mushterek.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Sigorta poli\u00E7esi.pdf     | Sigorta poli\u00E7esi.pdf
        S\u0131\u011Forta.PDF         | S\u0131\u011Forta.PDF
        Gu\u0308n.pdf                 | G\u00FCn.pdf
        C:\\Users\\x\\rapor.pdf       | rapor.pdf
        ../../etc/passwd              | passwd.pdf
        virus.exe                     | virus.exe.pdf
        page.html                     | page.html.pdf
        abc\u202Efdp.exe              | abcfdp.exe.pdf
        a\u200Fb\u2066c.pdf           | abc.pdf
        a:b?c*d%00.pdf                | a_b_c_d_00.pdf
        con.pdf                       | _con.pdf
        ..                            | file.pdf
        ' . '                         | file.pdf
        """)
    void areSafeToSave(String given, String kept) {
        assertThat(FileNames.safe(given, FileType.PDF)).isEqualTo(kept);
    }

    @Test
    void loseWhatNobodySees() {
        assertThat(FileNames.safe("a\r\nX-Hit: 1\0.pdf", FileType.PDF)).isEqualTo("aX-Hit_ 1.pdf");
        assertThat(FileNames.safe(null, FileType.PNG)).isEqualTo("file.png");
        assertThat(FileNames.safe("\uD83D\uDE00.png", FileType.PNG)).isEqualTo("\uD83D\uDE00.png");
    }

    @Test
    void knowBothEndingsOfAJpeg() {
        assertThat(FileNames.safe("a.jpeg", FileType.JPEG)).isEqualTo("a.jpeg");
        assertThat(FileNames.safe("a.jpg", FileType.JPEG)).isEqualTo("a.jpg");
        assertThat(FileNames.safe("a.png", FileType.JPEG)).isEqualTo("a.png.jpg");
    }
}
