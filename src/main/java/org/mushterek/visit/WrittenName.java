package org.mushterek.visit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A person's name as people write it in a text: without the letters or marks of one alphabet, in any case, as in the
 * machine-readable zone, and with the endings that Azerbaijani and Turkish join to a name ({@code Əliyevə}). The surname names
 * somebody by itself; a forename beside a rank or a title does ({@code mayor Elşad}, {@code Emre Yüzbaşı}), and so does a surname
 * of two letters beside a rank or the forename.
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

    /** With what an ordinary word before it is an armed force, folded: {@code Türk Silahlı Kuvvetleri}. */
    private static final Pattern OF_FORCES = Pattern.compile("(kuvvet|quvve|qosun|silahl).*");

    /**
     * Names that are words of a language as well, folded: written without a capital letter they are those words. Where a
     * sentence begins with one it is taken for the name.
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
            "azad",
            "azat",
            "bahar",
            "bakir",
            "balci",
            "baris",
            "basar",
            "bayir",
            "bayrak",
            "bayram",
            "bilgin",
            "bozkurt",
            "bulud",
            "bulut",
            "buyuk",
            "buz",
            "can",
            "cavus",
            "cay",
            "celik",
            "cesur",
            "cetin",
            "cicek",
            "cinar",
            "dag",
            "demir",
            "demirci",
            "deniz",
            "derin",
            "derya",
            "dogan",
            "dogru",
            "duman",
            "duran",
            "durmaz",
            "ege",
            "ekin",
            "engin",
            "firtina",
            "gecer",
            "genc",
            "gercek",
            "gol",
            "gul",
            "guler",
            "gumus",
            "gunduz",
            "gunes",
            "guven",
            "guzel",
            "harman",
            "igid",
            "ince",
            "irmak",
            "isik",
            "kalkan",
            "kapi",
            "kaplan",
            "kaptan",
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
            "metin",
            "nisanci",
            "omur",
            "onur",
            "orman",
            "ova",
            "ozan",
            "ozel",
            "ozgur",
            "pinar",
            "polad",
            "polat",
            "qalib",
            "qartal",
            "qaya",
            "ruzgar",
            "safak",
            "saglam",
            "sahin",
            "sari",
            "savas",
            "sefer",
            "serhat",
            "serhed",
            "sert",
            "simsek",
            "sonmez",
            "tarla",
            "tas",
            "temel",
            "tepe",
            "terzi",
            "topcu",
            "toprak",
            "tuna",
            "tunc",
            "turk",
            "ucar",
            "ugur",
            "ulduz",
            "umid",
            "umit",
            "umut",
            "usta",
            "ustun",
            "utku",
            "uygun",
            "uzun",
            "vahid",
            "vatan",
            "volkan",
            "vuqar",
            "yagmur",
            "yaprak",
            "yavuz",
            "yaz",
            "yeni",
            "yigit",
            "yildirim",
            "yildiz",
            "yilmaz",
            "yolcu",
            "zafer");

    /** Ranks of both armies and of English texts, their short forms, and how people are addressed, folded. */
    private static final Set<String> TITLES = Set.of(
            "admiral",
            "alb",
            "albay",
            "amiral",
            "asb",
            "astegmen",
            "astsb",
            "astsubay",
            "atgm",
            "bascavus",
            "binbasi",
            "bnb",
            "brig",
            "brigadier",
            "capt",
            "captain",
            "cavus",
            "cenab",
            "col",
            "colonel",
            "corporal",
            "cpl",
            "cpt",
            "cvs",
            "dr",
            "esger",
            "gen",
            "general",
            "gizir",
            "kapitan",
            "komandir",
            "komutan",
            "korg",
            "korgeneral",
            "kpt",
            "kursant",
            "ley",
            "leytenant",
            "lieutenant",
            "lt",
            "ltc",
            "maj",
            "major",
            "mayor",
            "mr",
            "mrs",
            "ms",
            "officer",
            "onb",
            "onbasi",
            "orgeneral",
            "plk",
            "podpolkovnik",
            "polkovnik",
            "private",
            "pvt",
            "sayin",
            "sergeant",
            "sgt",
            "sn",
            "subay",
            "tegmen",
            "tgm",
            "tugg",
            "tuggeneral",
            "tumg",
            "tumgeneral",
            "ustcavus",
            "ustegmen",
            "utgm",
            "yarbay",
            "yrb",
            "yuzbasi",
            "yzb",
            "zabit");

    /** What is said behind a forename only, folded: {@code Elşad müəllim}. */
    private static final Set<String> COURTESIES = Set.of("bey", "hanim", "xanim", "muellim");

    /**
     * One word of a text.
     *
     * @param folded without case and marks
     * @param goesOn whether nothing but blanks stands between it and the next
     */
    record Word(String written, String folded, boolean goesOn) {

        boolean isCapital() {
            return !Character.isLowerCase(written.codePointAt(0));
        }

        /** In a text that is all in capitals no word has a capital letter of its own. */
        boolean hasCapitalOfItsOwn() {
            return isCapital() && written.codePoints().anyMatch(Character::isLowerCase);
        }

        boolean isTitle() {
            return TITLES.contains(folded);
        }

        boolean isSaidBehindForename() {
            return Stream.of(TITLES, COURTESIES)
                    .flatMap(Set::stream)
                    .anyMatch(title -> isWith(title, title.length() >= SHORTEST));
        }

        /** Whether it is the name, or, where that may have one, the name with an ending. */
        boolean isWith(String name, boolean mayHaveEnding) {
            return folded.equals(name)
                    || mayHaveEnding
                            && folded.startsWith(name)
                            && ENDING.matcher(folded.substring(name.length())).matches();
        }

        /** Whether this, which is a name with or without an ending, is only the word that the name is as well. */
        boolean isOrdinary(String name) {
            return !isCapital() && ORDINARY.contains(name);
        }
    }

    private final List<String> surname;
    private final int letters;
    private final Set<String> forenames;

    private WrittenName(String surname, String forenames) {
        this.surname = folded(surname);
        this.letters = String.join("", this.surname).length();
        this.forenames = new HashSet<>(folded(forenames));
        // Of the father's name that follows some forenames.
        this.forenames.removeAll(Set.of("oglu", "qizi", "kizi"));
    }

    private static List<String> folded(String name) {
        return words(name.replace('<', ' ')).stream().map(Word::folded).toList();
    }

    /** The spellings of a person's name. */
    static List<WrittenName> of(Visitor visitor) {
        return List.of(
                new WrittenName(visitor.surname(), visitor.forenames()),
                new WrittenName(visitor.surnameMrz(), visitor.forenamesMrz()));
    }

    /** The words of a text, in their order. */
    static List<Word> words(String text) {
        var normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        var found = new ArrayList<Word>();
        var word = WORD.matcher(normal);
        var isFound = word.find();
        while (isFound) {
            var written = word.group();
            int end = word.end();
            isFound = word.find();
            var goesOn = isFound && normal.substring(end, word.start()).isBlank();
            found.add(new Word(written, fold(written), goesOn));
        }
        return found;
    }

    /** Whether the words of a text name the person. */
    boolean isAmong(List<Word> text) {
        for (int at = 0; at < text.size(); at++) {
            if (isSurname(text, at) || isForenameBesideTitle(text, at)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether these words, which are somebody's name and nothing else, are this person's: the surname, and with it a forename,
     * the right initials or nothing more than a rank; or a rank and forenames. Who shares the surname alone is somebody else.
     */
    boolean isNameOf(List<Word> name) {
        var others = new ArrayList<>(name.stream().map(Word::folded).toList());
        int at = surname.isEmpty() ? -1 : Collections.indexOfSubList(others, surname);
        if (at >= 0) {
            others.subList(at, at + surname.size()).clear();
        }
        var hasRank = others.removeIf(TITLES::contains) | others.removeIf(COURTESIES::contains);
        var initials = others.stream().filter(word -> word.length() == 1).toList();
        others.removeAll(initials);
        if (at < 0) {
            return hasRank && !others.isEmpty() && forenames.containsAll(others);
        }
        return others.isEmpty()
                ? initials.stream()
                        .allMatch(initial -> forenames.stream().anyMatch(forename -> forename.startsWith(initial)))
                : others.stream().anyMatch(forenames::contains);
    }

    private boolean isSurname(List<Word> text, int at) {
        int end = at + surname.size();
        if (surname.isEmpty() || end > text.size()) {
            return false;
        }
        int last = surname.size() - 1;
        for (int part = 0; part < last; part++) {
            if (!surname.get(part).equals(text.get(at + part).folded())) {
                return false;
            }
        }
        var word = text.get(at + last);
        var name = surname.get(last);
        if (!word.isWith(name, letters >= SHORTEST_WITH_ENDING)) {
            return false;
        }
        if (letters < SHORTEST) {
            return isBefore(text, at, before -> before.isTitle() || forenames.contains(before.folded()))
                    || isAfter(text, end, after -> forenames.contains(after.folded()));
        }
        return last > 0 || !word.isOrdinary(name) && !isOfForces(name, text, end);
    }

    private boolean isForenameBesideTitle(List<Word> text, int at) {
        var word = text.get(at);
        for (var forename : forenames) {
            // Beside a rank even a short name may have an ending, where it is plainly a name.
            if (word.isWith(forename, word.isCapital())
                    && !word.isOrdinary(forename)
                    && !isOfForces(forename, text, at + 1)
                    && (isBefore(text, at, Word::isTitle) && !isOfAnother(text, at)
                            || word.isCapital()
                                    && word.folded().equals(forename)
                                    && !ORDINARY.contains(forename)
                                    && isAfter(text, at + 1, Word::isSaidBehindForename))) {
                return true;
            }
        }
        return false;
    }

    /** Whether behind the forename, which has no ending, stands the surname of somebody else. */
    private boolean isOfAnother(List<Word> text, int at) {
        int end = at;
        while (end < text.size() && forenames.contains(text.get(end).folded())) {
            end++;
        }
        return end > at
                && text.get(end - 1).goesOn()
                && text.get(end).hasCapitalOfItsOwn()
                && !text.get(end).isSaidBehindForename();
    }

    private static boolean isOfForces(String name, List<Word> text, int next) {
        return ORDINARY.contains(name)
                && isAfter(text, next, word -> OF_FORCES.matcher(word.folded()).matches());
    }

    private static boolean isBefore(List<Word> text, int at, Predicate<Word> what) {
        return at > 0 && what.test(text.get(at - 1));
    }

    private static boolean isAfter(List<Word> text, int end, Predicate<Word> what) {
        return end < text.size() && what.test(text.get(end));
    }

    /** Without case and marks, and without the letters that only one of the alphabets has. */
    private static String fold(String text) {
        var plain = text.replace('\u0130', 'I')
                .replace('\u0131', 'i')
                .replace('\u018f', 'E')
                .replace('\u0259', 'e');
        return MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
