package main

import (
	"context"
	"flag"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
)

const (
	// longestDrain is less than the 30 s after which ECS kills a container that got SIGTERM.
	longestDrain = 25 * time.Second
	// handshakeTime is what a client may take to begin, of whom the server would wait for longer than it may take to end.
	handshakeTime = 10 * time.Second
	// healthTime is what a server may take to say that it is healthy.
	healthTime = 3 * time.Second
)

func main() {
	asksHealth := flag.Bool("health", false, "asks the service whether it is healthy, and ends")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	port := setting("PORT", "8080")
	if *asksHealth {
		os.Exit(checkHealth("127.0.0.1:"+port, ""))
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	listener, err := net.Listen("tcp", ":"+port)
	if err == nil {
		slog.Info("listening", "port", listener.Addr().(*net.TCPAddr).Port)
		err = serve(ctx, listener, app{})
	}
	if err != nil {
		slog.Error("failed", "reason", err.Error())
		os.Exit(1)
	}
	slog.Info("stopped")
}

// serve answers until the context ends, and then what is in flight, and takes nothing more. The load balancer has taken TLS
// off, and asks the health service.
func serve(ctx context.Context, listener net.Listener, implementation service) error {
	server := grpc.NewServer(grpc.ConnectionTimeout(handshakeTime))
	server.RegisterService(&description, implementation)
	healthy := health.NewServer()
	healthy.SetServingStatus(serviceName, grpc_health_v1.HealthCheckResponse_SERVING)
	grpc_health_v1.RegisterHealthServer(server, healthy)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	slog.Info("stopping")
	healthy.Shutdown()
	end := time.AfterFunc(longestDrain, server.Stop)
	defer end.Stop()
	server.GracefulStop()
	return nil
}

// checkHealth gives the exit code for Docker: an image without a shell has no other program to ask with.
func checkHealth(address, name string) int {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return 1
	}
	defer connection.Close()
	ctx, cancel := context.WithTimeout(context.Background(), healthTime)
	defer cancel()
	request := &grpc_health_v1.HealthCheckRequest{Service: name}
	answer, err := grpc_health_v1.NewHealthClient(connection).Check(ctx, request)
	if err != nil || answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
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
