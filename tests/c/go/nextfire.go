// nextfire from Go, by cgo: copy this file, and say where header and library are in CGO_CFLAGS and CGO_LDFLAGS.
//
// Run as a program it reads lines `JSON of a request TAB seconds since 1970`, and answers each with the three next
// occurrences, or with all violations, as JSON.
package main

/*
#cgo LDFLAGS: -lnextfire_c
#include <nextfire/nextfire.h>
#include <stdlib.h>
*/
import "C"

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unsafe"
)

// Definition is what a schedule means, as bytes to be kept anywhere.
type Definition []byte

// Violation is one thing that is wrong with a request.
type Violation struct {
	Code    int    `json:"code"`
	Field   string `json:"field"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Refused has all that is wrong with a request.
type Refused struct{ Violations []Violation }

func (refused Refused) Error() string {
	messages := make([]string, len(refused.Violations))
	for i, each := range refused.Violations {
		messages[i] = each.Message
	}
	return strings.Join(messages, "; ")
}

// report is room for violations in memory of C, which C may write pointers into.
type report struct {
	c          *C.nextfire_report
	violations unsafe.Pointer
	text       unsafe.Pointer
}

const violationRoom, textRoom = 64, 32768

func newReport() report {
	made := report{
		c:          (*C.nextfire_report)(C.calloc(1, C.sizeof_nextfire_report)),
		violations: C.calloc(violationRoom, C.sizeof_nextfire_violation),
		text:       C.calloc(textRoom, 1),
	}
	made.c.struct_size = C.sizeof_nextfire_report
	made.c.violations, made.c.capacity = (*C.nextfire_violation)(made.violations), violationRoom
	made.c.text, made.c.text_capacity = (*C.char)(made.text), textRoom
	return made
}

func (of report) free() {
	C.free(of.violations)
	C.free(of.text)
	C.free(unsafe.Pointer(of.c))
}

func (of report) outcome(status C.nextfire_status) error {
	switch status {
	case C.NEXTFIRE_OK:
		return nil
	case C.NEXTFIRE_REFUSED:
		var refused Refused
		for _, each := range unsafe.Slice(of.c.violations, of.c.count) {
			refused.Violations = append(refused.Violations, Violation{int(each.code),
				C.GoStringN(each.field, C.int(each.field_size)), int(each.column),
				C.GoStringN(each.message, C.int(each.message_size))})
		}
		return refused
	default:
		return fmt.Errorf("nextfire: status %d", status)
	}
}

// ParseJSON gives the definition that the JSON of a request means.
func ParseJSON(text string) (Definition, error) {
	told := newReport()
	defer told.free()
	definition := make(Definition, C.NEXTFIRE_DEFINITION_BYTES)
	var size C.size_t
	bytes := append([]byte(text), 0)
	status := C.nextfire_parse(C.NEXTFIRE_JSON, (*C.char)(unsafe.Pointer(&bytes[0])), C.size_t(len(text)), nil, 0,
		(*C.uint8_t)(&definition[0]), C.size_t(len(definition)), &size, told.c)
	return definition[:size], told.outcome(status)
}

// Next gives the first occurrence strictly after an instant, and whether there is one.
func (of Definition) Next(after int64) (int64, bool, error) {
	told := newReport()
	defer told.free()
	var next C.int64_t
	status := C.nextfire_next((*C.uint8_t)(&of[0]), C.size_t(len(of)), C.int64_t(after), &next, told.c)
	return int64(next), next != C.NEXTFIRE_NONE, told.outcome(status)
}

func nextThree(request string, after int64) ([]int64, error) {
	definition, err := ParseJSON(request)
	found := []int64{}
	for err == nil && len(found) < 3 {
		var exists bool
		if after, exists, err = definition.Next(after); err != nil || !exists {
			break
		}
		found = append(found, after)
	}
	return found, err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		request, stamp, _ := strings.Cut(lines.Text(), "\t")
		after, err := strconv.ParseInt(stamp, 10, 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		found, err := nextThree(request, after)
		if refused, is := err.(Refused); is {
			answers.Encode(map[string]any{"errors": refused.Violations})
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		} else {
			answers.Encode(map[string]any{"next": found})
		}
	}
}
