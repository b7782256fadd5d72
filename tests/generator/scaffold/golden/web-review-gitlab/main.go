package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const (
	// keepAlive is longer than the load balancer keeps an idle connection (60 s), or it sends requests into closing ones.
	keepAlive = 65 * time.Second
	// longestDrain is less than the 30 s after which ECS kills a container that got SIGTERM.
	longestDrain = 25 * time.Second
	// headerTime is what a client may take to send the header of a request.
	headerTime = 10 * time.Second
)

func main() {
	health := flag.String("health", "", "asks this URL whether the service is healthy, and ends")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	if *health != "" {
		os.Exit(checkHealth(*health))
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	listener, err := net.Listen("tcp", ":"+setting("PORT", "8080"))
	if err == nil {
		slog.Info("listening", "port", listener.Addr().(*net.TCPAddr).Port)
		err = serve(ctx, listener, app(setting("BASE_PATH", "/")))
	}
	if err != nil {
		slog.Error("failed", "reason", err.Error())
		os.Exit(1)
	}
	slog.Info("stopped")
}

// serve answers until the context ends, and then what is in flight, and takes nothing more.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, IdleTimeout: keepAlive, ReadHeaderTimeout: headerTime}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	slog.Info("stopping")
	limited, cancel := context.WithTimeout(context.Background(), longestDrain)
	defer cancel()
	if err := server.Shutdown(limited); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// checkHealth gives the exit code for Docker and ECS: an image without a shell has no other program to ask with.
func checkHealth(url string) int {
	client := &http.Client{Timeout: 3 * time.Second}
	response, err := client.Get(url)
	if err != nil {
		return 1
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}

func setting(name, otherwise string) string {
	if value, isSet := os.LookupEnv(name); isSet {
		return value
	}
	return otherwise
}
