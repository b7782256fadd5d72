package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// fakeQueue hands out its messages at once, and says what became of each.
type fakeQueue struct {
	open        []message
	fates       []string
	stop        context.CancelFunc
	unreachable bool
	noReleaseOf string
}

func (q *fakeQueue) receive(context.Context) ([]message, error) {
	if q.unreachable {
		return nil, errors.New("no way there")
	}
	messages := q.open
	q.open = nil
	if len(messages) == 0 {
		q.stop()
	}
	return messages, nil
}

func (q *fakeQueue) delete(ctx context.Context, done message) error {
	q.fates = append(q.fates, done.body+" deleted")
	return ctx.Err()
}

func (q *fakeQueue) release(ctx context.Context, open message) error {
	if open.body == q.noReleaseOf {
		return errors.New("no way there")
	}
	q.fates = append(q.fates, open.body+" returned")
	return ctx.Err()
}

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

func TestWork(t *testing.T) {
	for name, each := range map[string]struct {
		bodies []string
		queue  fakeQueue
		handle func(stop context.CancelFunc, ctx context.Context, body string) error
		fates  []string
		events []string
		err    string
	}{
		"deletes what is done, and leaves what failed": {
			bodies: []string{"a", "", "panic", "d"},
			handle: func(_ context.CancelFunc, ctx context.Context, body string) error {
				if body == "panic" {
					panic(body)
				}
				return handle(ctx, body)
			},
			fates:  []string{"a deleted", "d deleted"},
			events: []string{"done", "failed", "failed", "done"},
		},
		"finishes its message and returns the others when it is stopped": {
			bodies: []string{"a", "b", "c"},
			handle: func(stop context.CancelFunc, ctx context.Context, _ string) error {
				stop()
				return ctx.Err()
			},
			fates:  []string{"a deleted", "b returned", "c returned"},
			events: []string{"done", "returned", "returned"},
		},
		"returns the others when one cannot be returned": {
			bodies: []string{"a", "b", "c"},
			queue:  fakeQueue{noReleaseOf: "b"},
			handle: func(stop context.CancelFunc, ctx context.Context, _ string) error {
				stop()
				return ctx.Err()
			},
			fates:  []string{"a deleted", "c returned"},
			events: []string{"done", "failed", "returned"},
		},
		"gives up when the queue cannot be reached": {
			queue:  fakeQueue{unreachable: true},
			events: []string{"receive failed", "receive failed", "receive failed", "receive failed", "receive failed"},
			err:    "no way there",
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			queue := each.queue
			queue.stop = stop
			for _, body := range each.bodies {
				queue.open = append(queue.open, message{id: body, body: body, receipt: body})
			}
			var text bytes.Buffer
			working := worker{
				queue:  &queue,
				handle: func(ctx context.Context, body string) error { return each.handle(stop, ctx, body) },
				log:    slog.New(slog.NewJSONHandler(&text, nil)),
			}
			reason := ""
			if err := working.work(ctx); err != nil {
				reason = err.Error()
			}
			if reason != each.err || !reflect.DeepEqual(queue.fates, each.fates) {
				t.Errorf("got %q %v", reason, queue.fates)
			}
			if found := events(t, text.String()); !reflect.DeepEqual(found, each.events) {
				t.Errorf("got %v", found)
			}
		})
	}
}

// call is what SQS was asked.
type call struct {
	action  string
	request map[string]any
}

// fakeSqs hands out one message, and then waits like SQS where there is none: the longest that a stop has to interrupt.
func fakeSqs(t *testing.T) (url string, calls <-chan call) {
	t.Helper()
	asked := make(chan call, 100)
	ended := make(chan struct{})
	isFirst := true
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		this := call{action: strings.TrimPrefix(request.Header.Get("x-amz-target"), "AmazonSQS.")}
		if err := json.NewDecoder(request.Body).Decode(&this.request); err != nil {
			t.Error(err)
		}
		answer := map[string]any{}
		isReceive := this.action == "ReceiveMessage"
		if isReceive && isFirst {
			isFirst = false
			digest := md5.Sum([]byte("hello"))
			answer["Messages"] = []any{map[string]string{
				"MessageId": "1", "Body": "hello", "ReceiptHandle": "r", "MD5OfBody": hex.EncodeToString(digest[:]),
			}}
			isReceive = false
		}
		asked <- this
		if isReceive {
			select {
			case <-ended:
			case <-request.Context().Done():
			}
		}
		response.Header().Set("content-type", "application/x-amz-json-1.0")
		// A program that was stopped has gone.
		_ = json.NewEncoder(response).Encode(answer)
	}))
	t.Cleanup(func() {
		close(ended)
		server.Close()
	})
	return server.URL, asked
}

func TestQueue(t *testing.T) {
	endpoint, calls := fakeSqs(t)
	client := sqs.New(sqs.Options{
		BaseEndpoint: &endpoint,
		Region:       "us-east-1",
		Credentials:  aws.AnonymousCredentials{},
	})
	queue := sqsQueue{client: client, url: endpoint + "/123456789012/jobs"}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	messages, err := queue.receive(ctx)
	want := message{id: "1", body: "hello", receipt: "r"}
	if err != nil || !reflect.DeepEqual(messages, []message{want}) {
		t.Fatalf("got %v %v", messages, err)
	}
	if err := errors.Join(queue.delete(ctx, messages[0]), queue.release(ctx, messages[0])); err != nil {
		t.Fatal(err)
	}
	for _, want := range []call{
		{"ReceiveMessage", map[string]any{"QueueUrl": queue.url, "MaxNumberOfMessages": 10.0, "WaitTimeSeconds": 20.0}},
		{"DeleteMessage", map[string]any{"QueueUrl": queue.url, "ReceiptHandle": "r"}},
		{"ChangeMessageVisibility", map[string]any{"QueueUrl": queue.url, "ReceiptHandle": "r", "VisibilityTimeout": 0.0}},
	} {
		if found := <-calls; !reflect.DeepEqual(found, want) {
			t.Errorf("got %v, want %v", found, want)
		}
	}
	go func() {
		<-calls
		stop()
	}()
	if messages, err := queue.receive(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("it is not stopped: %v %v", messages, err)
	}
}

func TestProgram(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "service")
	if output, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}

	t.Run("works off the queue, and ends with exit code 0 after SIGTERM", func(t *testing.T) {
		endpoint, calls := fakeSqs(t)
		limited, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		program := exec.CommandContext(limited, binary)
		program.Env = append(os.Environ(), "QUEUE_URL="+endpoint+"/123456789012/jobs", "AWS_ENDPOINT_URL="+endpoint,
			"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test")
		out, err := program.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			for _, want := range []string{"ReceiveMessage", "DeleteMessage", "ReceiveMessage"} {
				if found := <-calls; found.action != want {
					t.Errorf("got %v, want %s", found, want)
				}
			}
			_ = program.Process.Signal(syscall.SIGTERM)
		}()
		var text strings.Builder
		for lines := bufio.NewScanner(out); lines.Scan(); {
			text.WriteString(lines.Text() + "\n")
		}
		if err := program.Wait(); err != nil {
			t.Error(err)
		}
		if found := events(t, text.String()); !reflect.DeepEqual(found, []string{"started", "done", "stopping", "stopped"}) {
			t.Errorf("got %v", found)
		}
	})

	t.Run("fails without a queue", func(t *testing.T) {
		wrong := exec.Command(binary)
		wrong.Env = append(os.Environ(), "QUEUE_URL=")
		if output, err := wrong.Output(); err == nil || !strings.Contains(string(output), "QUEUE_URL must be the URL of the queue") {
			t.Errorf("got %v %s", err, output)
		}
	})
}
