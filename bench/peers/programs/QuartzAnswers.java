// Answers with Quartz; the schedule is an expression of its own.  README.md says what is read and written.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.quartz.CronExpression;

final class QuartzAnswers {
    private static final double SHORTEST_ROUND_NANOSECONDS = 50e6;
    private static long kept = 0;

    private QuartzAnswers() {}

    private static double ask(List<CronExpression> schedules, List<Date> instants, int questions) {
        long begin = System.nanoTime();
        int which = 0;
        int place = 0;
        for (int i = 0; i < questions; i++) {
            Date next = schedules.get(which).getNextValidTimeAfter(instants.get(place));
            kept += next == null ? -1 : next.getTime();
            which = which + 1 == schedules.size() ? 0 : which + 1;
            place = place + 1 == instants.size() ? 0 : place + 1;
        }
        return System.nanoTime() - begin;
    }

    private static void printTimes(List<CronExpression> schedules, List<Date> instants) {
        // The compiler has seen the loop often enough when ten rounds in a row were long enough.
        int questions = 1;
        while (ask(schedules, instants, questions) < SHORTEST_ROUND_NANOSECONDS) questions *= 2;
        for (int i = 0; i < 10; i++) ask(schedules, instants, questions);
        while (ask(schedules, instants, questions) < SHORTEST_ROUND_NANOSECONDS) questions *= 2;
        StringBuilder rounds = new StringBuilder();
        for (int i = 0; i < 5; i++) rounds.append(ask(schedules, instants, questions) / questions).append(' ');
        System.out.println(rounds);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("version")) {
            Path jar = Path.of(CronExpression.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            String name = jar.toRealPath().getFileName().toString();  // as quartz2-2.3.2.jar
            System.out.println("Quartz " + name.replaceAll("^.*-|\\.jar$", "")
                    + ", Java " + System.getProperty("java.version"));
            return;
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        String expression = lines.readLine();
        String[] zones = lines.readLine().split(" ");
        List<CronExpression> schedules = new ArrayList<>();
        for (String zone : zones) {
            CronExpression schedule;
            try {
                schedule = new CronExpression(expression);
            } catch (java.text.ParseException refused) {
                System.out.println("! " + refused.getMessage());
                return;
            }
            schedule.setTimeZone(TimeZone.getTimeZone(zone));
            schedules.add(schedule);
        }
        List<Date> instants = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            instants.add(new Date(Long.parseLong(line) * 1000));
        if (arguments[0].equals("time")) {
            printTimes(schedules, instants);
            return;
        }
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < instants.size(); i++) {
            Date next = schedules.get(i % schedules.size()).getNextValidTimeAfter(instants.get(i));
            answers.append(next == null ? "-" : Long.toString(next.getTime() / 1000)).append('\n');
        }
        System.out.print(answers);
    }
}
