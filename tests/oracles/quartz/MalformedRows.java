// Writes malformed_quartz.tsv: malformed and doubtful expressions, and what Quartz 2.3.2 makes of each.
//
//     java MalformedRows
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.quartz.CronExpression;

final class MalformedRows {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    // A valid expression for each field to be replaced in; the other day field is `?`.
    private static final String[] BY_DAY_OF_MONTH = {"0", "0", "12", "1", "*", "?", "*"};
    private static final String[] BY_DAY_OF_WEEK = {"0", "0", "12", "?", "*", "2", "*"};
    private static final int SECOND = 0;
    private static final int MINUTE = 1;
    private static final int HOUR = 2;
    private static final int DAY = 3;
    private static final int MONTH = 4;
    private static final int WEEKDAY = 5;
    private static final int YEAR = 6;

    private static final Set<String> all = new LinkedHashSet<>();

    public static void main(String[] args) {
        fieldCounts();
        blanks();
        bounds();
        dayFields();
        steps();
        ranges();
        lists();
        names();
        lastAndWeekday();
        nth();
        numbers();
        characters();
        neverFiring();
        macros();
        print();
    }

    // --- output

    private static void print() {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.println("# malformed and doubtful expressions, and what `new CronExpression` of Quartz 2.3.2 makes of them");
        out.println("# columns: expression, quartz (TAB between)");
        out.println("# expression: \\t tab, \\n line feed, \\\\ backslash, \\xHH one byte of the UTF-8 text (a leading # too)");
        out.println("# quartz: refuses; accepts; and three kinds of accepts where getNextValidTimeAfter from " + START
            + " in UTC goes wrong: never (null), throws (an exception), hangs (it searches for ever)");
        out.println("# command: tests/oracles/quartz/make_tables.sh");
        out.println("# versions: Quartz 2.3.2 (Debian libquartz2-java 2.3.2-4), Java 17");
        for (String expression : all) out.println(escaped(expression) + "\t" + verdict(expression));
        out.flush();
    }

    private static String verdict(String expression) {
        try {
            new CronExpression(expression);
        } catch (ParseException e) {
            return "refuses";
        }
        try {
            return QuartzOracle.next(expression, "UTC", START) == null ? "never" : "accepts";
        } catch (QuartzOracle.SearchesForEver e) {
            return "hangs";
        } catch (NoSuchElementException | IllegalArgumentException | ParseException e) {
            return "throws";
        }
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '\t') shown.append("\\t");
            else if (b == '\n') shown.append("\\n");
            else if (b == '\\') shown.append("\\\\");
            else if (b < ' ' || b == 0x7f || (b == '#' && shown.length() == 0)) shown.append(String.format("\\x%02X", b & 0xff));
            else shown.append((char) b);
        }
        return shown.toString();
    }

    // --- tools

    private static void add(String... expressions) {
        for (String expression : expressions) all.add(expression);
    }

    private static void in(int field, String... values) {
        for (String value : values) {
            String[] fields = (field == WEEKDAY ? BY_DAY_OF_WEEK : BY_DAY_OF_MONTH).clone();
            fields[field] = value;
            int count = field == YEAR ? 7 : 6;
            add(String.join(" ", java.util.Arrays.copyOf(fields, count)));
        }
    }

    private static void inEach(String... values) {
        for (int field = SECOND; field <= YEAR; ++field) in(field, values);
    }

    // --- the cases

    private static void fieldCounts() {
        add("", "0", "*", "?", "0 0", "0 0 12", "0 0 12 *", "0 0 12 * *", "0 12 * * *", "* * * * *", "*/5 * * * *");
        add("0 0 12 * * ? * *", "0 0 12 * * ? 2030 2031", "0 0 12 * * ? * garbage", "0 0 12 * * ? * ?");
        add("0 0 12 * * ? * * * * * *", "0,0,12,*,*,?", "0-0-12-*-*-?", "0_0_12_*_*_?", "0;0;12;*;*;?");
        add("0 0 12 ? *", "0 0 12 ?", "0012**?");
    }

    private static void blanks() {
        add(" ", "  ", "\t", "\n", " \t ", "\r\n");
        add(" 0 0 12 * * ?", "0 0 12 * * ? ", "  0  0  12  *  *  ?  ", "0\t0\t12\t*\t*\t?", "\t0 0 12 * * ?\t");
        add("0 0 12 * * ?\n", "\n0 0 12 * * ?", "0 0 12 *\n* ?", "0 0 12\n* * ?", "0 0 12 \n * * ?", "0 0 12 * * ?\n2030");
        add("0 0 12 * * ?\r", "0 0 12 * * ?\r\n", "0 0\n12 * * ?", "0 0 12 * * ?\n0 0 13 * * ?");
        add("0 0 1, 2 * * ?", "0 0 1 ,2 * * ?", "0 0 1 - 2 * * ?", "0 0 0 / 2 * * ?", "0 0 12 L - 3 * ?", "0 0 12 15 W * ?");
        add("0\u00a00\u00a012\u00a0*\u00a0*\u00a0?", "0 0 12\u00a0* * ?", "0 0 12 * * ?\u00a0", "\ufeff0 0 12 * * ?");
        add("0 0 12 * * ?\u2003", "0\u20030 12 * * ?", "0 0 12 * * ?\u000b", "0 0 12\u000b* * ?", "0 0 12 * * ?\f", "0 0 12\f* * ?");
    }

    private static void bounds() {
        in(SECOND, "60", "61", "99", "100", "-1", "0-60", "60-0", "59-60");
        in(MINUTE, "60", "61", "98", "99", "-1", "0-60", "60-0", "0,60");
        in(HOUR, "24", "25", "99", "-1", "0-24", "24-0", "22,23,24");
        in(DAY, "0", "00", "32", "98", "99", "-1", "0-5", "1-32", "5-0", "32-1", "1,32");
        in(MONTH, "0", "00", "13", "99", "-1", "0-5", "1-13", "5-0", "13-1", "0,1");
        in(WEEKDAY, "0", "00", "8", "9", "98", "99", "-1", "0-5", "0-6", "1-8", "5-0", "8-1", "2,8", "0,7");
        in(YEAR, "0", "1", "98", "99", "1969", "1960-1975", "1900-1969", "1969-2030", "2200", "2199", "2199-2200", "2200-2300",
            "2300", "2999", "3000", "9999", "10000", "99999", "70", "24", "-2030", "2030-2200", "1969,2030");
    }

    private static void dayFields() {
        add("0 0 12 ? * ?", "0 0 12 * * *", "0 0 12 1 * 2", "0 0 12 1 * *", "0 0 12 * * 2", "0 0 12 L * 2", "0 0 12 L * *");
        add("0 0 12 15W * 2", "0 0 12 1 * 2L", "0 0 12 1 * 2#1", "0 0 12 L * ?", "0 0 12 ? * L", "0 0 12 L * L");
        in(SECOND, "?", "?,5", "?/5");
        in(MINUTE, "?", "5,?");
        in(HOUR, "?", "?-5");
        in(MONTH, "?", "?,5");
        in(YEAR, "?", "2030,?");
        add("0 0 12 ?? * 2", "0 0 12 ?5 * 2", "0 0 12 ?15 * 2", "0 0 12 ?,5 * 2", "0 0 12 5,? * 2", "0 0 12 ?/5 * 2",
            "0 0 12 ?L * 2", "0 0 12 1 * ??", "0 0 12 1 * ?L", "0 0 12 1 * ?,2", "0 0 12 1 * 2,?", "0 0 12 1 * ?#2",
            "0 0 12 ?,? * 2", "0 0 12 1-? * 2", "0 0 12 *,? * 2", "0 0 12 98 * 2", "0 0 12 1 * 98");
    }

    private static void steps() {
        inEach("*/0", "/0", "5/0", "1-5/0", "*/-1", "5/-1", "1-5/-1", "*/", "/", "5/", "1-5/", "*/x", "*/*", "5/x", "//2", "*//2");
        in(SECOND, "*/60", "0/60", "/60", "*/61", "0/61", "0-30/60", "0-30/99", "*/1.5", "*/5x", "0/5x", "0/15x", "5/2/3", "0/10/3", "*/2-5");
        in(MINUTE, "*/60", "0/60", "/60", "0-30/60", "*/100", "5/2/3", "5/ 2");
        in(HOUR, "*/24", "0/24", "/24", "*/25", "0-12/24", "22-2/30", "5/2/3");
        in(DAY, "*/31", "*/32", "1/32", "/32", "1-5/32", "L/2", "15W/2", "LW/2", "L-3/2", "?/2", "5/2/3");
        in(MONTH, "*/12", "*/13", "1/13", "/13", "1-5/13", "JAN/2", "JAN-JUN/2", "JAN/13", "JAN/x", "JAN/", "5/2/3");
        in(WEEKDAY, "*/7", "*/8", "1/8", "/8", "1-5/8", "MON/2", "MON-FRI/2", "MON/9", "2L/2", "L/2", "2#1/2", "5/2/3");
        in(YEAR, "*/500", "2030/500", "2030-2040/500", "2030/2/3");
        inEach("*/99999999999999999999", "5/99999999999999999999", "*5", "**", "*x", "*L", "*,*", "*-5", "5-*");
    }

    private static void ranges() {
        inEach("1-", "-5", "-", "1--5", "1-2-3", "1-x", "x-1", "1-5x", "5-5", "1..5", "1~5");
        in(YEAR, "2035-2030", "2030-2029", "2030-", "2030-2031-2032");
        in(SECOND, "59-0", "50-10", "50-10/7");
        in(DAY, "31-1", "25-5", "L-LW", "1-L", "L-1-2", "1-15W", "15W-20", "15-20W", "W-5");
        in(WEEKDAY, "7-1", "6-2", "1-L", "1-5L", "L-2", "2L-5L", "2#1-3", "1-5#2");
    }

    private static void lists() {
        inEach("1,,2", ",1", "1,", ",", ",,", "1;2", "1,2,x", "1|2", "1:2");
        in(SECOND, "0" + ",".repeat(2000), ",".repeat(2000));
        in(DAY, "1,1,1,1", "L,1", "1,L", "L,LW", "1,2,28,L", "15W,20", "20,15W", "15W,20W", "LW,15", "15,LW", "L,L", "L-1,L-2", "15W,L");
        in(WEEKDAY, "L,2", "2,L", "2L,3", "3,2L", "2L,3L", "FRIL,MON", "MON,FRIL", "FRIL,MONL", "2#1,3", "3,2#1", "2#1,3#2", "MON#1,FRI",
            "FRI,MON#1", "MON#1,FRI#2", "2#1,3L");
    }

    private static void names() {
        in(SECOND, "MON", "JAN", "x", "abc");
        in(MINUTE, "SUN", "ten");
        in(HOUR, "MON", "noon", "12PM", "12AM", "12h");
        in(DAY, "MON", "JAN", "FIRST", "1st", "LAST", "A", "ab");
        in(MONTH, "MON", "SUN", "JA", "J", "JANU", "JANUARY", "JAN-", "JAN-FE", "JAN-FEBRUARY", "JAN-13", "1-FEB", "JAN-2", "XYZ", "JAN,XYZ",
            "JAN-XYZ", "XYZ-JAN", "FOO", "MAI", "SEPT", "JANFEB", "JAN FEB", "JAN,FEB,", "JAN#1", "JANL", "JAN5");
        in(WEEKDAY, "JAN", "MO", "M", "MONDAY", "MON-", "MON-F", "MON-FRIDAY", "MON-5", "2-FRI", "XYZ", "MON,XYZ", "MON-XYZ", "XYZ-FRI",
            "TUES", "THUR", "MONTUE", "MON TUE", "mon", "MoN-fRi", "FRI-MON", "MON5", "MON.", "MON*", "MON?", "MOND", "SO", "DIM");
        in(YEAR, "MON", "JAN", "this", "Y2030");
        in(WEEKDAY, "\u017fun", "fr\u0131");
        in(MONTH, "\uff2a\uff21\uff2e", "m\u00e4r", "ju\u0131");
    }

    private static void lastAndWeekday() {
        for (int field : new int[] {SECOND, MINUTE, HOUR, MONTH, YEAR}) in(field, "L", "LW", "L-3", "5L", "W", "5W", "2#1", "#");
        in(DAY, "L-30", "L-31", "L-32", "L-99", "L-0", "L-00", "L-", "L--1", "L-x", "L-1x", "L-3-4", "L3", "3L", "31L", "LL", "LLW", "WL", "LWW",
            "LWL", "Lx", "L W", "l", "lw", "l-3", "L-3w", "L+3", "L-+3", "L-3L", "L-W", "L-0W", "L-28W", "L-29W", "L-30W", "L-31W", "L-1.5",
            "L-99999999999999999999", "C", "15C", "LC");
        in(DAY, "W", "0W", "1W", "31W", "32W", "99W", "-1W", "W15", "15WW", "15WL", "15Wx", "15w", "1.5W", "+5W", "*W", "?W", "15W-20W");
        in(WEEKDAY, "0L", "1L", "7L", "8L", "9L", "10L", "-1L", "L3", "3LL", "3Lx", "LL", "LW", "L-3", "L-0", "L1", "FRI L", "FRIL", "fril", "FRILL",
            "FRILx", "FRI-L", "L-FRI", "LFRI", "XYZL", "3W", "W", "FRIW", "*L", "6C");
    }

    private static void nth() {
        in(WEEKDAY, "#", "#3", "6#", "6#0", "6#1", "6#5", "6#6", "6#-1", "6#99", "0#1", "1#1", "7#5", "8#1", "9#2", "3#2#1", "3#2L", "3L#2", "3##2",
            "3#x", "3#2x", "3# 2", "3 #2", "3#+2", "3#02", "3#1-2", "3#1,2", "3#1.5", "3#1/2", "*#1", "L#1", "?#1", "MON#", "MON#0", "MON#2",
            "MON#5", "MON#6", "MON#MON", "mon#2", "MON#2x", "MON#2#3", "MON##2", "MON#2L", "MONL#2", "XYZ#1", "MON-FRI#2", "2-6#2",
            "3#99999999999999999999");
        in(DAY, "1#1", "MON#1");
    }

    private static void numbers() {
        inEach("+5", "1.5", "1e1", "0x5", "5L5", "99999999999999999999", "4294967297", "5x", "5 x", "five");
        in(SECOND, "05", "005", "0000000000000000000005", "00", "\u0665", "\uff15", "\u0967", "5\u0665", "\u00b2", "\u2460", "'5'", "\"5\"", "(5)", "[5]", "$5",
            "5%", "!5", "~5", "@5", "^5", "5!", "0b1", "5_0", "1'0", "1 000");
        in(YEAR, "2030x", "02030", "2030.", "2030,", "2 030", "2030/", "2147483647", "2147483648");
    }

    private static void characters() {
        add("\u0000", "0 0 12 * * ?\u0000", "\u00000 0 12 * * ?", "0 0 12\u0000 * * ?", "0 0 1\u00002 * * ?", "0\u00000 12 * * ?", "0 0 12 \u0000 * ?");
        add("0 0 12 * * ?\u0001", "0 0 12 * *\u0007 ?", "0 0 12 * * ?\u001b[0m", "0 0 12 * * ?\u007f", "0 0 12 * * ?\u0085", "0 0 12 * * ?\u200b");
        add("0 0 12 * * \uff1f", "0 0 12 \uff0a * ?", "0 0 12 \u2217 * ?", "0 0 1\u20135 * * ?", "0 0 1\u22125 * * ?", "0 0 1\uff0c5 * * ?", "0 0 12 1\u00df * ?");
        add("0 0 12 * * ? # comment", "# 0 0 12 * * ?", "0 0 12 * * ?#", "0 0 12 * * ?;", "\"0 0 12 * * ?\"", "'0 0 12 * * ?'", "cron(0 12 * * ? *)");
        add("0 0 12 * * ?\\", "0 0 12 \\* * ?", "0 0 12 * * ?\ud83d\ude00", "\ud83d\ude00", "x", "garbage", "every day at noon", "TZ=UTC 0 0 12 * * ?",
            "CRON_TZ=UTC 0 0 12 * * ?", "0 0 12 * * ? UTC", "0 0 12 * * ? 2030 UTC", "0 0 12 * * ? Europe/Berlin", "H H H * * ?", "0 H 12 * * ?",
            "0 H(0-29)/10 * * * ?", "0 R 12 * * ?", "12:00", "12:00:00", "PT1H", "2030-01-01T00:00:00Z", "null", "null null null null null null");
    }

    private static void neverFiring() {
        add("0 0 0 30 2 ?", "0 0 0 31 2 ?", "0 0 0 30,31 2 ?", "0 0 0 30-31 FEB ?", "0 0 0 31 4 ?", "0 0 0 31 6 ?", "0 0 0 31 9 ?", "0 0 0 31 11 ?",
            "0 0 0 31 2,4,6,9,11 ?", "0 0 0 31 2/2 ? 2030", "0 0 0 30W 2 ?", "0 0 0 31W 2 ?", "0 0 0 31W 4 ?", "0 0 0 31W 2,4,6,9,11 ?");
        add("0 0 0 29 2 ? 2025", "0 0 0 29 2 ? 2025-2027", "0 0 0 29 2 ? 2025/4", "0 0 0 29 2 ? 2100", "0 0 0 29 2 ? 2024", "0 0 0 29W 2 ? 2025");
        add("0 0 0 L-30 2 ?", "0 0 0 L-29 2 ?", "0 0 0 L-28 2 ?", "0 0 0 L-29 2 ? 2025", "0 0 0 L-28 2 ? 2025", "0 0 0 L-30 4 ?", "0 0 0 L-30 2,4,6,9,11 ?",
            "0 0 0 L-30W 2 ?", "0 0 0 L-30W 4 ?", "0 0 0 L-28W 2 ? 2025");
        add("0 0 0 ? 2 2#5 2025", "0 0 0 ? 2 2#5", "0 0 0 ? 2 7#5 2025-2027", "0 0 0 1 1 ? 1969", "0 0 0 1 1 ? 2023", "0 0 0 1 1 ? 1970", "0 0 0 1 1 ? 1970-2023",
            "0 0 0 1 1 ? 2200", "0 0 0 1 1 ? 2199", "0 0 0 1 1 ? 2160/5", "0 0 0 29 2 ? 2199", "0 0 0 29 2 ? 2196", "0 0 0 1 1 ? 2200/5");
    }

    private static void macros() {
        add("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
        add("@dayly", "@reboot", "@every 0s", "@every", "@every 1h", "@every 1h30m", "@every -1h", "@every 1", "@every 1x", "@every 1h 30m", "@every h",
            "@every 99999999999999999999h", "@Daily x", "@Daily", "@DAILY", "@daily 5", "@ daily", "@", "@@daily", "daily", "@dail", "@dailyy", " @daily", "@daily ",
            "@secondly", "@minutely", "@every_minute", "@weekdays", "0 0 12 @daily * ?", "@yearly @daily", "@hourly,@daily");
    }
}
