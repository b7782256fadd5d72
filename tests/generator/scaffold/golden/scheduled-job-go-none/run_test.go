package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

var bounds = limits{attempts: 3, timeLimit: 10 * time.Second, pause: time.Millisecond}

// events are the messages of a log.
func events(t *testing.T, text string) []string {
	t.Helper()
	var found []string
	for line := range strings.Lines(text) {
		var entry struct {
			Msg string `json:"msg"`
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatal(err)
		}
		found = append(found, entry.Msg)
	}
	return found
}

func TestRun(t *testing.T) {
	attempts := 0
	stopped, stop := context.WithCancel(context.Background())
	for name, each := range map[string]struct {
		ctx    context.Context
		work   func(context.Context) error
		bounds limits
		code   int
		events []string
	}{
		"is done after one attempt that works": {
			context.Background(), func(context.Context) error { return nil }, bounds,
			0, []string{"attempt", "done"},
		},
		"tries again what fails": {
			context.Background(), func(context.Context) error {
				if attempts++; attempts < 3 {
					return errors.New("not yet")
				}
				return nil
			}, bounds,
			0, []string{"attempt", "failed", "attempt", "failed", "attempt", "done"},
		},
		"fails when no attempt works": {
			context.Background(), func(context.Context) error { return errors.New("no") }, bounds,
			1, []string{"attempt", "failed", "attempt", "failed", "attempt", "failed"},
		},
		"fails when the time is over, also with work that does not heed it": {
			context.Background(), func(context.Context) error { select {} },
			limits{attempts: 3, timeLimit: 20 * time.Millisecond, pause: time.Second},
			1, []string{"attempt", "failed"},
		},
		"stops when it is told to": {
			stopped, func(context.Context) error { stop(); select {} },
			limits{attempts: 3, timeLimit: 10 * time.Second, pause: time.Minute},
			1, []string{"attempt", "failed"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var text bytes.Buffer
			code := run(each.ctx, each.work, each.bounds, slog.New(slog.NewJSONHandler(&text, nil)))
			if found := events(t, text.String()); code != each.code || !reflect.DeepEqual(found, each.events) {
				t.Errorf("got %d %v", code, found)
			}
		})
	}
}

func TestProgram(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "service")
	if output, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	output, err := exec.Command(binary).Output()
	if found := events(t, string(output)); err != nil || !reflect.DeepEqual(found, []string{"attempt", "done"}) {
		t.Errorf("got %v %v", err, found)
	}
	wrong := exec.Command(binary)
	wrong.Env = append(os.Environ(), "ATTEMPTS=many")
	if output, err := wrong.Output(); err == nil || !strings.Contains(string(output), "ATTEMPTS must be a whole number above 0") {
		t.Errorf("got %v %s", err, output)
	}
}
