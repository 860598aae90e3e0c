package org.mushterek.visit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A surname as people write it in a text: without the letters or marks of one alphabet, in any case, as in the
 * machine-readable zone, and with the endings that Azerbaijani and Turkish join to a name ({@code Əliyevə}).
 */
final class WrittenName {

    /** A shorter name is found in too many texts that name nobody. */
    private static final int SHORTEST = 3;

    /** To a shorter name an ending makes another word too easily. */
    private static final int SHORTEST_WITH_ENDING = 5;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** What is joined to a name, folded: whose family, one of six cases, and what makes a predicate of it. */
    private static final Pattern ENDING = Pattern.compile("(gil)?(l[ae]r)?"
            + "(n?[iu]n(k[iu])?|[yn]?[iu]|[yn]?[ae]|n?[dt][ae](k[iu])?|n?[dt][ae]n|y?l[ae]|[cs][iu]z|n?c[ae])?"
            + "([dt][iu]r(l[ae]r)?|(y|i)?d[iu]|(y|i)?m[iu]s|(y|i)?s[ae])?");

    /**
     * Surnames that are words of a language as well, folded: written without a capital letter they are those words. Where
     * a sentence begins with one it is taken for the name.
     */
    private static final Set<String> ORDINARY = Set.of(
            "acar",
            "agac",
            "akar",
            "akin",
            "altin",
            "arslan",
            "asil",
            "asker",
            "aslan",
            "ates",
            "avci",
            "aydin",
            "bahar",
            "bakir",
            "balci",
            "baris",
            "basar",
            "bayir",
            "bayrak",
            "bilgin",
            "bozkurt",
            "bulud",
            "bulut",
            "buyuk",
            "buz",
            "can",
            "cay",
            "celik",
            "cetin",
            "cicek",
            "cinar",
            "dag",
            "demir",
            "demirci",
            "deniz",
            "derin",
            "dogan",
            "duman",
            "duran",
            "durmaz",
            "ekin",
            "engin",
            "firtina",
            "genc",
            "gol",
            "gul",
            "guler",
            "gumus",
            "gunduz",
            "gunes",
            "guzel",
            "harman",
            "ince",
            "irmak",
            "isik",
            "kalkan",
            "kapi",
            "kaplan",
            "kar",
            "kara",
            "kartal",
            "kavak",
            "kaya",
            "keskin",
            "kilic",
            "kilinc",
            "kisa",
            "koc",
            "korkmaz",
            "kucuk",
            "kurt",
            "kurtulus",
            "mert",
            "orman",
            "ova",
            "ozel",
            "ozgur",
            "pinar",
            "polat",
            "qartal",
            "qaya",
            "ruzgar",
            "safak",
            "saglam",
            "sahin",
            "sari",
            "savas",
            "sert",
            "simsek",
            "sonmez",
            "tarla",
            "tas",
            "temel",
            "tepe",
            "terzi",
            "toprak",
            "tunc",
            "ucar",
            "ulduz",
            "usta",
            "uzun",
            "vatan",
            "yagmur",
            "yaprak",
            "yavuz",
            "yaz",
            "yeni",
            "yigit",
            "yildirim",
            "yildiz",
            "yilmaz",
            "zafer");

    private final List<String> words;

    private WrittenName(String name) {
        this.words =
                words(name.replace('<', ' ')).stream().map(word -> folded(word)).toList();
    }

    /** The spellings of a person's surname. */
    static List<WrittenName> of(Visitor visitor) {
        return List.of(new WrittenName(visitor.surname()), new WrittenName(visitor.surnameMrz()));
    }

    /** The words of a text, in their order. */
    static List<String> words(String text) {
        var found = new ArrayList<String>();
        var word = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
        while (word.find()) {
            found.add(word.group());
        }
        return found;
    }

    /** Whether the words of a text hold the name. */
    boolean isAmong(List<String> text) {
        if (words.isEmpty() || String.join("", words).length() < SHORTEST) {
            return false;
        }
        for (int at = 0; at + words.size() <= text.size(); at++) {
            if (stands(text.subList(at, at + words.size()))) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(List<String> written) {
        int last = words.size() - 1;
        for (int at = 0; at < last; at++) {
            if (!words.get(at).equals(folded(written.get(at)))) {
                return false;
            }
        }
        if (last == 0
                && ORDINARY.contains(words.get(0))
                && Character.isLowerCase(written.get(0).codePointAt(0))) {
            return false;
        }
        var name = words.get(last);
        var isLong = String.join("", words).length() >= SHORTEST_WITH_ENDING;
        var word = folded(written.get(last));
        return word.equals(name)
                || isLong
                        && word.startsWith(name)
                        && ENDING.matcher(word.substring(name.length())).matches();
    }

    /** Without case and marks, and without the letters that only one of the alphabets has. */
    private static String folded(String text) {
        var plain = text.replace('\u0130', 'I')
                .replace('\u0131', 'i')
                .replace('\u018f', 'E')
                .replace('\u0259', 'e');
        return MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
