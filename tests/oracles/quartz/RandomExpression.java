// Random valid Quartz expressions: every form of the grammar in every field, sparse ones and dense ones.
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class RandomExpression {
    private static final String[] MONTHS = {
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"
    };
    private static final String[] DAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
    private static final Field SECOND = new Field(0, 59, 59, null);
    private static final Field MINUTE = new Field(0, 59, 59, null);
    private static final Field HOUR = new Field(0, 23, 23, null);
    private static final Field DAY_OF_MONTH = new Field(1, 31, 31, null);
    private static final Field MONTH = new Field(1, 12, 12, MONTHS);
    private static final Field DAY_OF_WEEK = new Field(1, 7, 7, DAYS);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    private final Random random;

    private record Field(int low, int high, int maxStep, String[] names) {}

    RandomExpression(Random random) {
        this.random = random;
    }

    // Years are drawn from around the given one, so that most rows have an answer.
    String make(int year) {
        StringBuilder text = new StringBuilder();
        text.append(timeField(SECOND)).append(' ');
        text.append(timeField(MINUTE)).append(' ');
        text.append(timeField(HOUR)).append(' ');
        if (chance(60)) {
            text.append(dayOfMonth()).append(' ').append(month()).append(" ?");
        } else {
            text.append("? ").append(month()).append(' ').append(dayOfWeek());
        }
        if (chance(35)) text.append(' ').append(years(year));
        return text.toString();
    }

    // --- fields

    private String timeField(Field field) {
        return chance(55) ? single(field) : list(field);
    }

    private String month() {
        return chance(45) ? "*" : list(MONTH);
    }

    private String dayOfMonth() {
        switch (random.nextInt(12)) {
            case 0: return letterCase("L");
            case 1: return letterCase("L-" + between(0, 30));
            case 2: return letterCase("LW");
            case 3: return letterCase("L-" + between(chance(40) ? 27 : 0, 30) + "W");
            case 4:
            case 5: return between(1, 31) + letterCase("W");
            case 6: return between(29, 31) + (chance(35) ? "W" : "");
            default: return list(DAY_OF_MONTH);
        }
    }

    private String dayOfWeek() {
        switch (random.nextInt(10)) {
            case 0: return letterCase("L");
            case 1:
            case 2: return single(DAY_OF_WEEK) + letterCase("L");
            case 3:
            case 4: return single(DAY_OF_WEEK) + "#" + between(1, 5);
            default: return list(DAY_OF_WEEK);
        }
    }

    private String years(int around) {
        // Years that Quartz 2.3.2 never reaches: it stops 100 years after the day on which it runs.
        if (chance(2)) return String.valueOf(between(2160, LAST_YEAR));
        switch (random.nextInt(9)) {
            case 0: return "*";
            case 1: return "*/" + between(1, 30);
            case 2: return "/" + between(1, 30);
            case 3: return nearYear(around) + "/" + between(1, 12);
            case 4: return yearRange(around);
            case 5: return yearRange(around) + "/" + between(1, 9);
            case 6: return nearYear(around) + "," + yearRange(around) + "," + nearYear(around);
            case 7: return nearYear(around) + "," + nearYear(around) + "," + nearYear(around);
            default: return String.valueOf(nearYear(around));
        }
    }

    private String yearRange(int around) {
        int first = nearYear(around);
        return first + "-" + Math.min(LAST_YEAR, first + random.nextInt(40));
    }

    private int nearYear(int around) {
        return Math.max(FIRST_YEAR, Math.min(LAST_YEAR, around - 3 + random.nextInt(18)));
    }

    // --- items of a field

    private String list(Field field) {
        if (chance(65)) return item(field);
        List<String> items = new ArrayList<>();
        for (int count = between(2, 5); count > 0; --count) items.add(chance(60) ? single(field) : item(field));
        return String.join(",", items);
    }

    private String item(Field field) {
        switch (random.nextInt(10)) {
            case 0: return "*";
            case 1: return "*/" + step(field);
            case 2: return "/" + step(field);
            case 3: return number(field) + "/" + step(field);
            case 4: return range(field, false);
            case 5: return range(field, true);
            case 6: return numericRange(field, false) + "/" + step(field);
            case 7: return numericRange(field, true) + "/" + step(field);
            // Quartz drops the step after a name without a word.  Rare here: these rows end as exceptions.
            case 8: return field.names == null || !chance(12) ? single(field) : nameWithStep(field);
            default: return single(field);
        }
    }

    private String nameWithStep(Field field) {
        String start = chance(50) ? name(field, value(field)) : name(field, value(field)) + "-" + name(field, value(field));
        return start + "/" + between(2, 4);
    }

    private String range(Field field, boolean wraps) {
        if (field.names == null || chance(50)) return numericRange(field, wraps);
        int[] ends = ends(field, wraps);
        return name(field, ends[0]) + "-" + name(field, ends[1]);
    }

    private String numericRange(Field field, boolean wraps) {
        int[] ends = ends(field, wraps);
        return ends[0] + "-" + ends[1];
    }

    private int[] ends(Field field, boolean wraps) {
        int a = value(field);
        int b = value(field);
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        return wraps ? new int[] {high, low} : new int[] {low, high};
    }

    private String single(Field field) {
        if (field.names != null && chance(50)) return name(field, value(field));
        return number(field);
    }

    // A leading zero now and then: it never means octal.
    private String number(Field field) {
        return (chance(3) ? "0" : "") + value(field);
    }

    private String name(Field field, int value) {
        return letterCase(field.names[value - 1]);
    }

    private int step(Field field) {
        return chance(80) ? between(1, Math.max(2, field.maxStep / 2)) : between(1, field.maxStep);
    }

    private int value(Field field) {
        return between(field.low, field.high);
    }

    // --- dice

    private String letterCase(String text) {
        if (chance(50)) return text;
        StringBuilder mixed = new StringBuilder();
        for (char c : text.toCharArray()) mixed.append(chance(50) ? Character.toLowerCase(c) : c);
        return mixed.toString();
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
