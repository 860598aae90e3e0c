package org.mushterek.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** The types of file that a case takes, told by their content alone: a name or a declared type proves nothing. */
public enum FileType {
    PDF("application/pdf", ".pdf") {
        @Override
        boolean begins(byte[] file) {
            return starts(file, "%PDF-1.") || starts(file, "%PDF-2.");
        }

        @Override
        boolean isWhole(byte[] file) {
            return lastIndexOf(file, "%%EOF".getBytes(StandardCharsets.US_ASCII)) >= Math.max(8, file.length - TAIL);
        }

        @Override
        public boolean holdsText() {
            return true;
        }

        @Override
        public Optional<String> textOf(byte[] file) {
            return PdfText.of(file);
        }
    },
    JPEG("image/jpeg", ".jpg") {
        @Override
        boolean begins(byte[] file) {
            return file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8 && (file[2] & 0xFF) == 0xFF;
        }

        /** A frame before the scan, and the mark of the end after it; cameras may add a little behind that. */
        @Override
        boolean isWhole(byte[] file) {
            int place = 2;
            var hasFrame = false;
            while (place + 4 <= file.length && (file[place] & 0xFF) == 0xFF) {
                int mark = file[place + 1] & 0xFF;
                if (mark == 0xFF) {
                    place++;
                    continue;
                }
                hasFrame |= mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
                int next = place + 2 + ((file[place + 2] & 0xFF) << 8 | file[place + 3] & 0xFF);
                if (mark == 0xDA) {
                    return hasFrame
                            && lastIndexOf(file, new byte[] {(byte) 0xFF, (byte) 0xD9})
                                    >= Math.max(next, file.length - TAIL);
                }
                place = next;
            }
            return false;
        }
    },
    PNG("image/png", ".png") {
        @Override
        boolean begins(byte[] file) {
            return starts(file, "\u0089PNG\r\n\u001A\n");
        }

        /** Chunks with right sums from the header to the end, and nothing behind it. */
        @Override
        boolean isWhole(byte[] file) {
            int place = 8;
            while (place + 12 <= file.length) {
                long length = number(file, place);
                if (length > file.length - place - 12) {
                    return false;
                }
                var sum = new CRC32();
                sum.update(file, place + 4, (int) length + 4);
                var name = new String(file, place + 4, 4, StandardCharsets.ISO_8859_1);
                if (sum.getValue() != number(file, place + 8 + (int) length)
                        || place == 8 && !(name.equals("IHDR") && length == 13)) {
                    return false;
                }
                place += 12 + (int) length;
                if (name.equals("IEND")) {
                    return place == file.length;
                }
            }
            return false;
        }
    };

    /** How far from its end a file may say that it ends. */
    private static final int TAIL = 4096;

    private final String mediaType;
    private final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** With its dot. */
    public String extension() {
        return extension;
    }

    /** Whether files of the type hold text that can be read without looking at pictures. */
    public boolean holdsText() {
        return false;
    }

    /** What is written in a file of the type, as far as it can be read; empty where it cannot. */
    public Optional<String> textOf(byte[] file) {
        return Optional.empty();
    }

    /** The type as which the file begins, whole or not. */
    static Optional<FileType> of(byte[] file) {
        return Arrays.stream(values()).filter(type -> type.begins(file)).findFirst();
    }

    /** The type that is kept under this media type. */
    public static FileType ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType().equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    abstract boolean begins(byte[] file);

    /** Whether it also ends as a file of its type does; what was cut off on the way does not. */
    abstract boolean isWhole(byte[] file);

    private static boolean starts(byte[] file, String with) {
        var first = with.getBytes(StandardCharsets.ISO_8859_1);
        return file.length >= first.length && Arrays.equals(file, 0, first.length, first, 0, first.length);
    }

    private static long number(byte[] file, int place) {
        return (file[place] & 0xFFL) << 24
                | (file[place + 1] & 0xFFL) << 16
                | (file[place + 2] & 0xFFL) << 8
                | file[place + 3] & 0xFFL;
    }

    private static int lastIndexOf(byte[] file, byte[] sought) {
        for (int place = file.length - sought.length; place >= 0; place--) {
            if (Arrays.equals(file, place, place + sought.length, sought, 0, sought.length)) {
                return place;
            }
        }
        return -1;
    }
}
