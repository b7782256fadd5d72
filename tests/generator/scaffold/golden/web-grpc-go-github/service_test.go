package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// started is a server that runs until stop is called, and then until ended has its error.
type started struct {
	address string
	stop    context.CancelFunc
	ended   chan error
}

func start(t *testing.T, implementation service) started {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, implementation) }()
	return started{listener.Addr().String(), stop, ended}
}

// getStatus asks the service as its callers do.
func getStatus(address string) (string, error) {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return "", err
	}
	defer connection.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	answer := new(wrapperspb.StringValue)
	err = connection.Invoke(ctx, "/"+serviceName+"/GetStatus", new(emptypb.Empty), answer)
	return answer.GetValue(), err
}

func TestAnswersTheHealthCheckForItselfAndForItsService(t *testing.T) {
	server := start(t, app{})
	for name, want := range map[string]int{"": 0, serviceName: 0, "none.such": 1} {
		if code := checkHealth(server.address, name); code != want {
			t.Errorf("%q: got %d, want %d", name, code, want)
		}
	}
}

func TestAnswersACall(t *testing.T) {
	if answer, err := getStatus(start(t, app{}).address); answer != "ok" || err != nil {
		t.Errorf("got %q, %v", answer, err)
	}
}

// slow says when a call has arrived, and answers it when it is told to.
type slow struct{ arrived, goOn chan struct{} }

func (s slow) GetStatus(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error) {
	close(s.arrived)
	<-s.goOn
	return wrapperspb.String("done"), nil
}

func TestAnswersWhatIsInFlightWhenItStops(t *testing.T) {
	busy := slow{make(chan struct{}), make(chan struct{})}
	server := start(t, busy)
	answered := make(chan string, 1)
	go func() {
		answer, err := getStatus(server.address)
		answered <- fmt.Sprintf("%s %v", answer, err)
	}()
	<-busy.arrived
	server.stop()
	refused := false
	for i := 0; i < 100 && !refused; i++ {
		connection, err := net.Dial("tcp", server.address)
		refused = err != nil
		if err == nil {
			connection.Close()
			time.Sleep(20 * time.Millisecond)
		}
	}
	if !refused {
		t.Error("it takes connections still")
	}
	if _, err := getStatus(server.address); status.Code(err) != codes.Unavailable {
		t.Errorf("got %v", err)
	}
	close(busy.goOn)
	if text := <-answered; text != "done <nil>" {
		t.Errorf("got %q", text)
	}
	if err := <-server.ended; err != nil {
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
		if code := checkHealth(fmt.Sprintf("127.0.0.1:%d", line.Port), ""); code != 0 {
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
