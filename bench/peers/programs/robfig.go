// Answers with robfig/cron v3; the schedule has six fields, seconds first.
// README.md says what is read and written.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron"
)

var kept int64

func ask(schedules []cron.Schedule, instants []time.Time, questions int) time.Duration {
	begin := time.Now()
	which, place := 0, 0
	for i := 0; i < questions; i++ {
		kept += schedules[which].Next(instants[place]).Unix()
		if which++; which == len(schedules) {
			which = 0
		}
		if place++; place == len(instants) {
			place = 0
		}
	}
	return time.Since(begin)
}

func printTimes(schedules []cron.Schedule, instants []time.Time) {
	questions := 1
	for ask(schedules, instants, questions) < 50*time.Millisecond {
		questions *= 2
	}
	for i := 0; i < 5; i++ {
		taken := ask(schedules, instants, questions)
		fmt.Printf("%.2f ", float64(taken.Nanoseconds())/float64(questions))
	}
	fmt.Println()
}

func main() {
	if os.Args[1] == "version" {
		fmt.Println("robfig/cron v3, " + runtime.Version())
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Scan()
	expression := lines.Text()
	lines.Scan()
	zones := strings.Fields(lines.Text())
	parser := cron.NewParser(cron.Second | cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)
	var schedules []cron.Schedule
	for _, zone := range zones {
		schedule, err := parser.Parse("CRON_TZ=" + zone + " " + expression)
		if err != nil {
			fmt.Println("! " + err.Error())
			return
		}
		schedules = append(schedules, schedule)
	}
	var instants []time.Time
	for lines.Scan() {
		second, _ := strconv.ParseInt(lines.Text(), 10, 64)
		instants = append(instants, time.Unix(second, 0).UTC())
	}
	if os.Args[1] == "time" {
		printTimes(schedules, instants)
		return
	}
	for i, at := range instants {
		if next := schedules[i%len(schedules)].Next(at); next.IsZero() {
			fmt.Println("-")
		} else {
			fmt.Println(next.Unix())
		}
	}
}
