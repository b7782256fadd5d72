package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
	"time"
)

const basePath = "/orders/"

func TestApp(t *testing.T) {
	for _, each := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, healthCheckPath, 200},
		{http.MethodGet, basePath, 200},
		{http.MethodGet, basePath + "?page=2", 200},
		{http.MethodGet, basePath + "no-such-path", 404},
		{http.MethodDelete, basePath, 405},
	} {
		response := httptest.NewRecorder()
		app(basePath).ServeHTTP(response, httptest.NewRequest(each.method, each.path, nil))
		if response.Code != each.status {
			t.Errorf("%s %s: got %d, want %d", each.method, each.path, response.Code, each.status)
		}
	}
}

func TestAnswersWhatIsInFlightWhenItStops(t *testing.T) {
	arrived, goOn := make(chan struct{}), make(chan struct{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, listener, http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
			close(arrived)
			<-goOn
			fmt.Fprint(response, "done")
		}))
	}()
	url := "http://" + listener.Addr().String()
	answered := make(chan string, 1)
	go func() {
		response, err := http.Get(url)
		if err != nil {
			answered <- err.Error()
			return
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		answered <- string(text)
	}()
	<-arrived
	stop()
	refused := false
	for i := 0; i < 100 && !refused; i++ {
		connection, err := net.Dial("tcp", listener.Addr().String())
		refused = err != nil
		if err == nil {
			connection.Close()
			time.Sleep(20 * time.Millisecond)
		}
	}
	if !refused {
		t.Error("it takes connections still")
	}
	close(goOn)
	if text := <-answered; text != "done" {
		t.Errorf("got %q", text)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestProgramEndsWithExitCode0AfterSigterm(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "service")
	if output, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	program := exec.Command(binary)
	program.Env = append(os.Environ(), "PORT=0")
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = program.Process.Kill() }()
	var events []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var line struct {
			Msg  string `json:"msg"`
			Port int    `json:"port"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		events = append(events, line.Msg)
		if line.Msg != "listening" {
			continue
		}
		if code := checkHealth(fmt.Sprintf("http://127.0.0.1:%d%s", line.Port, healthCheckPath)); code != 0 {
			t.Errorf("it is not healthy: %d", code)
		}
		if err := program.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
	}
	if err := program.Wait(); err != nil {
		t.Error(err)
	}
	if want := []string{"listening", "stopping", "stopped"}; !reflect.DeepEqual(events, want) {
		t.Errorf("got %v", events)
	}
}
