package main

import (
	"context"
	"log/slog"
	"time"
)

// limits bound a run.
type limits struct {
	// attempts is how often the work is tried.
	attempts int
	// timeLimit is after what the run has failed.
	timeLimit time.Duration
	// pause comes before the second attempt; each further one is twice as long.
	pause time.Duration
}

// run does the work, again when it fails, and gives the exit code of the program: 0 when it is done. The work ends soon
// when its context does: when the time is over, or ECS stops the task.
func run(ctx context.Context, work func(context.Context) error, bounds limits, log *slog.Logger) int {
	limited, cancel := context.WithTimeout(ctx, bounds.timeLimit)
	defer cancel()
	pause := bounds.pause
	for attempt := 1; attempt <= bounds.attempts; attempt++ {
		log.Info("attempt", "attempt", attempt)
		err := try(limited, work)
		if err == nil {
			log.Info("done", "attempt", attempt)
			return 0
		}
		log.Error("failed", "attempt", attempt, "reason", err.Error())
		if attempt == bounds.attempts {
			break
		}
		select {
		case <-limited.Done():
			return 1
		case <-time.After(pause):
			pause *= 2
		}
	}
	return 1
}

// try ends with the context, also where the work does not heed it.
func try(ctx context.Context, work func(context.Context) error) error {
	ended := make(chan error, 1)
	go func() { ended <- work(ctx) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
