// Writes candidate rows for quartz_next.tsv: random expressions, random zones, and what Quartz 2.3.2 answers.
// check_rows.py sorts them into what a plain calendar confirms and what it does not.
//
//     java NextRows <rows>
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;

final class NextRows {
    private static final long SEED = 20261123;
    private static final int ATTEMPTS = 12;
    private static final Duration MARGIN = Duration.ofDays(2);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2105;
    // Later clock changes are a forecast, and each library has its own way to make it.
    private static final Instant END_OF_CHANGING_ZONES = Instant.parse("2037-01-01T00:00:00Z");

    // All without a change of offset today, some of them for a long time.
    private static final String[] STEADY_ZONES = {
        "UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu", "America/Phoenix", "Asia/Tokyo", "Africa/Lagos",
        "Pacific/Marquesas", "Pacific/Kiritimati", "Australia/Brisbane"
    };
    private static final String[] CHANGING_ZONES = {
        "America/New_York", "Europe/Berlin", "Europe/London", "Australia/Lord_Howe", "Australia/Sydney",
        "America/St_Johns", "America/Los_Angeles"
    };

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int rows = Integer.parseInt(args[0]);
        for (int i = 0; i < rows; ++i) {
            String row = row(new Random(mixed(i)));
            if (row != null) out.println(row);
        }
        out.flush();
    }

    // A generator of its own for each row: what one row needs of it does not change the others.
    private static long mixed(int row) {
        return (SEED + row) * 0x9E3779B97F4A7C15L;
    }

    private static String row(Random random) throws Exception {
        int year = year(random);
        String expression = new RandomExpression(random).make(year);
        for (int attempt = 0; attempt < ATTEMPTS; ++attempt) {
            String zone = zone(random);
            Instant from = instantIn(year, random);
            List<String> answers = QuartzOracle.answers(expression, zone, from);
            if (isQuiet(zone, from, last(answers, from))) {
                return expression + "\t" + zone + "\t" + from + "\t" + String.join("\t", answers);
            }
        }
        return null;
    }

    private static int year(Random random) {
        if (random.nextInt(100) < 60) return 2020 + random.nextInt(21);
        return FIRST_YEAR + random.nextInt(LAST_YEAR - FIRST_YEAR + 1);
    }

    private static String zone(Random random) {
        String[] zones = random.nextInt(100) < 50 ? STEADY_ZONES : CHANGING_ZONES;
        return zones[random.nextInt(zones.length)];
    }

    // Midnights, month ends and the like come up by themselves; a few are drawn on purpose.
    private static Instant instantIn(int year, Random random) {
        LocalDate day = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
        if (random.nextInt(10) == 0) day = day.withDayOfMonth(day.lengthOfMonth());
        int second = random.nextInt(10) == 0 ? 86399 : random.nextInt(86400);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
    }

    private static Instant last(List<String> answers, Instant from) {
        Instant last = from;
        for (String answer : answers) {
            if (!answer.equals(QuartzOracle.NONE) && !answer.equals(QuartzOracle.HANGS)) last = Instant.parse(answer);
        }
        return last;
    }

    // No change of offset from two days before the row to two days after it.
    private static boolean isQuiet(String zone, Instant from, Instant last) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        if (!rules.getTransitionRules().isEmpty() && last.isAfter(END_OF_CHANGING_ZONES)) return false;
        ZoneOffsetTransition change = rules.nextTransition(from.minus(MARGIN));
        return change == null || change.getInstant().isAfter(last.plus(MARGIN));
    }
}
