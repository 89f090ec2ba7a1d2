// Asks Quartz 2.3.2 for the next firing times of a cron expression.  Shared by the makers of the tables.
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.quartz.CronExpression;
import sun.util.calendar.ZoneInfo;

final class QuartzOracle {
    static final int ANSWERS = 5;
    static final String NONE = "-";
    static final String HANGS = "hangs";

    private QuartzOracle() {}

    // The answers as columns: an instant, "-" for none, "hangs" where Quartz would search for ever.
    static List<String> answers(String expression, String zone, Instant from) throws ParseException {
        List<String> columns = new ArrayList<>();
        Instant at = from;
        while (columns.size() < ANSWERS) {
            try {
                at = at == null ? null : next(expression, zone, at);
                columns.add(at == null ? NONE : at.toString());
            } catch (SearchesForEver e) {
                columns.add(HANGS);
                at = null;
            }
        }
        return columns;
    }

    static Instant next(String expression, String zone, Instant after) throws ParseException {
        CronExpression cron = new CronExpression(expression);
        cron.setTimeZone(new CountingZone(zone));
        Date found = cron.getNextValidTimeAfter(Date.from(after));
        return found == null ? null : found.toInstant();
    }

    static final class SearchesForEver extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    // Java's own zone, which counts how often it is asked.  Some expressions make Quartz step back and forth
    // between two dates; the count finds them without a watch, so that a slow machine writes the same table.
    // The longest search in the tables that does end (0 0 12 ? * 9#2, a day that never comes) asks some
    // 330,000 times.  java.util.GregorianCalendar asks a ZoneInfo in these two ways and no other.
    private static final class CountingZone extends ZoneInfo {
        private static final long serialVersionUID = 1;
        private static final int LIMIT = 1_000_000;
        private final ZoneInfo zone;
        private int asked = 0;

        CountingZone(String name) {
            super(name, 0);
            zone = (ZoneInfo) TimeZone.getTimeZone(name);
            if (!zone.getID().equals(name)) throw new IllegalArgumentException("unknown zone " + name);
        }

        @Override
        public int getOffsets(long instant, int[] offsets) {
            count();
            return zone.getOffsets(instant, offsets);
        }

        @Override
        public int getOffsetsByWall(long local, int[] offsets) {
            count();
            return zone.getOffsetsByWall(local, offsets);
        }

        private void count() {
            if (++asked > LIMIT) throw new SearchesForEver();
        }
    }
}
