// Answers questions with robfig/cron v3, the scheduler inside Kubernetes CronJob.
// usage: answer < questions > answers
// Question: expression TAB zone TAB from. Answer: five instants TAB-separated, `-` where there is
// none, or `!` and the library's refusal. One line in, one line out.
// `answer versions` tells the Go version; the library's is the Debian package's.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/robfig/cron"
)

func ask(expression, zone, from string) ([]string, error) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return nil, err
	}
	start, err := time.Parse(time.RFC3339, from)
	if err != nil {
		return nil, err
	}
	schedule, err := cron.ParseStandard(expression)
	if err != nil {
		return nil, err
	}
	var runs []string
	at := start.In(location)
	for len(runs) < 5 {
		at = schedule.Next(at)
		if at.IsZero() {
			break
		}
		runs = append(runs, at.UTC().Format("2006-01-02T15:04:05Z"))
	}
	for len(runs) < 5 {
		runs = append(runs, "-")
	}
	return runs, nil
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "versions" {
		fmt.Println("robfig/cron v3.0.1 (Debian golang-github-robfig-cron-dev), " + runtime.Version())
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		runs, err := ask(columns[0], columns[1], columns[2])
		if err != nil {
			fmt.Fprintln(out, "!"+strings.Join(strings.Fields(err.Error()), " "))
			continue
		}
		fmt.Fprintln(out, strings.Join(runs, "\t"))
	}
}
