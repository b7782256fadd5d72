package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	err := run(ctx, log)
	stop()
	if err != nil {
		log.Error("failed", "reason", err.Error())
		os.Exit(1)
	}
	log.Info("stopped")
}

// run works off the queue until the context ends.
func run(ctx context.Context, log *slog.Logger) error {
	url := os.Getenv("QUEUE_URL")
	if url == "" {
		return errors.New("QUEUE_URL must be the URL of the queue")
	}
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	log.Info("started")
	queue := sqsQueue{client: sqs.NewFromConfig(settings), url: url}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err = worker{queue: queue, handle: handle, log: log}.work(ctx)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		log.Info("stopping")
	}
	<-ended
	return err
}
