// Writes candidate rows for quartz_clock_changes.tsv: what Quartz 2.3.2 answers around changes of offset.
// Each change meets the same set of expressions, asked before, inside and after it.
//
//     java ClockChangeRows
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

final class ClockChangeRows {
    // Zone, and an instant shortly before the change.
    private static final String[][] CHANGES = {
        {"America/New_York", "2026-03-01T00:00:00Z"},
        {"America/New_York", "2026-10-25T00:00:00Z"},
        {"Europe/Berlin", "2026-03-20T00:00:00Z"},
        {"Europe/Berlin", "2026-10-20T00:00:00Z"},
        // Half an hour.
        {"Australia/Lord_Howe", "2026-04-01T00:00:00Z"},
        {"Australia/Lord_Howe", "2026-10-01T00:00:00Z"},
        // At midnight: the gap swallows the start of a day, the overlap repeats the end of one.
        {"America/Sao_Paulo", "2018-02-10T00:00:00Z"},
        {"America/Sao_Paulo", "2018-11-01T00:00:00Z"},
        {"Africa/Cairo", "2024-04-20T00:00:00Z"},
        {"Africa/Cairo", "2024-10-25T00:00:00Z"},
        {"Asia/Beirut", "2024-03-25T00:00:00Z"},
        {"Asia/Beirut", "2024-10-20T00:00:00Z"},
        // Negative daylight saving.
        {"Europe/Dublin", "2026-03-20T00:00:00Z"},
        {"Europe/Dublin", "2026-10-20T00:00:00Z"},
        {"Africa/Casablanca", "2025-02-20T00:00:00Z"},
        {"Africa/Casablanca", "2025-04-01T00:00:00Z"},
        // Two hours.
        {"Antarctica/Troll", "2026-03-20T00:00:00Z"},
        {"Antarctica/Troll", "2026-10-20T00:00:00Z"},
        // Changes of standard time.
        {"Europe/Moscow", "2014-10-20T00:00:00Z"},
        {"Asia/Pyongyang", "2015-08-10T00:00:00Z"},
        {"America/Caracas", "2007-12-05T00:00:00Z"},
        {"America/Caracas", "2016-04-25T00:00:00Z"},
        // A whole day.
        {"Pacific/Apia", "2011-12-25T00:00:00Z"},
    };

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String[] change : CHANGES) {
            ZoneOffsetTransition transition = ZoneId.of(change[0]).getRules().nextTransition(Instant.parse(change[1]));
            for (String expression : expressions(transition)) {
                for (Instant from : starts(transition)) {
                    List<String> answers = QuartzOracle.answers(expression, change[0], from);
                    out.println(expression + "\t" + change[0] + "\t" + from + "\t" + String.join("\t", answers));
                }
            }
        }
        out.flush();
    }

    private static Duration length(ZoneOffsetTransition change) {
        return change.getDuration().abs();
    }

    // The local times that the change removes or repeats run from here for its length.
    private static LocalDateTime firstAffected(ZoneOffsetTransition change) {
        return change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }

    private static Set<String> expressions(ZoneOffsetTransition change) {
        LocalDateTime first = firstAffected(change);
        LocalDateTime middle = first.plus(length(change).dividedBy(2));
        LocalDateTime end = first.plus(length(change));
        Set<String> all = new LinkedHashSet<>();
        for (LocalDateTime time : List.of(first, middle, end.minusSeconds(1), end)) all.add(daily(time));
        all.add(daily(middle).replace(" * *", " " + middle.getDayOfMonth() + " " + middle.getMonthValue())
            + " " + middle.getYear());
        all.add(daily(middle).replace("* * ?", "? * " + middle.getDayOfWeek().name().substring(0, 3)));
        all.add(daily(middle).replace("* *", middle.getDayOfMonth() + "W *"));
        all.add("0 5,35 " + hourList(first.minusHours(1), first, first.plusHours(1)) + " * * ?");
        all.add("0 0/30 * * * ?");
        all.add("*/10 * * * * ?");
        all.add("0 0 * * * ?");
        all.add("0 15 " + first.minusHours(1).getHour() + "-" + first.plusHours(1).getHour() + " * * ?");
        all.add("0 0/20 " + middle.getHour() + " * * ?");
        all.add("0 " + middle.getMinute() + " */2 * * ?");
        return all;
    }

    private static String daily(LocalDateTime time) {
        return time.getSecond() + " " + time.getMinute() + " " + time.getHour() + " * * ?";
    }

    private static String hourList(LocalDateTime... times) {
        StringBuilder text = new StringBuilder();
        for (LocalDateTime time : times) text.append(text.length() == 0 ? "" : ",").append(time.getHour());
        return text.toString();
    }

    // Before, at and after the change; for an overlap these lie before, in and after both passes.
    private static Set<Instant> starts(ZoneOffsetTransition change) {
        Instant at = change.getInstant();
        Duration length = length(change);
        return new LinkedHashSet<>(List.of(
            at.minus(Duration.ofHours(20)),
            at.minus(length).minusSeconds(1),
            at.minus(length.dividedBy(3)),
            at.minusSeconds(1),
            at,
            at.plus(length.dividedBy(3)),
            at.plus(length)));
    }
}
