package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	attempts, err := setting("ATTEMPTS", 3)
	seconds, secondsErr := setting("TIME_LIMIT_SECONDS", 3600)
	if err == nil {
		err = secondsErr
	}
	code := 1
	if err != nil {
		log.Error("failed", "reason", err.Error())
	} else {
		bounds := limits{attempts: attempts, timeLimit: time.Duration(seconds) * time.Second, pause: time.Second}
		code = run(ctx, work, bounds, log)
	}
	stop()
	os.Exit(code)
}

func setting(name string, otherwise int) (int, error) {
	text, isSet := os.LookupEnv(name)
	if !isSet {
		return otherwise, nil
	}
	value, err := strconv.Atoi(text)
	if err != nil || value <= 0 {
		return 0, fmt.Errorf("%s must be a whole number above 0, got %q", name, text)
	}
	return value, nil
}
