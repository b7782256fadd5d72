package main

import (
	"context"
	"fmt"
	"log/slog"
)

// message is one as the queue hands it out; its receipt deletes or returns it.
type message struct {
	id, body, receipt string
}

// workQueue is the queue, as far as a worker needs it.
type workQueue interface {
	// receive waits a while for messages, and ends early when the context does.
	receive(ctx context.Context) ([]message, error)
	// delete says that a message is done.
	delete(ctx context.Context, done message) error
	// release makes a message visible at once, for another task.
	release(ctx context.Context, open message) error
}

// failuresInARow is after how many the worker gives up, so that ECS starts another one.
const failuresInARow = 5

// worker works off a queue.
type worker struct {
	queue  workQueue
	handle func(ctx context.Context, body string) error
	log    *slog.Logger
}

// work ends when the context does: the message that is being worked on is finished, and those that were received beside it go
// back. It fails where the queue cannot be reached several times in a row.
func (w worker) work(ctx context.Context) error {
	failures := 0
	for ctx.Err() == nil {
		messages, err := w.queue.receive(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			failures++
			w.log.Error("receive failed", "reason", err.Error(), "failures", failures)
			if failures >= failuresInARow {
				return err
			}
			continue
		}
		failures = 0
		for _, each := range messages {
			w.workOn(ctx, each)
		}
	}
	return nil
}

func (w worker) workOn(ctx context.Context, each message) {
	// A stop ends the waiting for messages, not the work on one.
	working := context.WithoutCancel(ctx)
	event, err := "done", error(nil)
	if ctx.Err() != nil {
		event, err = "returned", w.queue.release(working, each)
	} else if err = w.try(working, each.body); err == nil {
		err = w.queue.delete(working, each)
	}
	if err != nil {
		// It becomes visible again by itself, and goes to the queue of what failed after some attempts.
		w.log.Error("failed", "id", each.id, "reason", err.Error())
		return
	}
	w.log.Info(event, "id", each.id)
}

// try makes an error of a panic, which would otherwise take the other messages with it.
func (w worker) try(ctx context.Context, body string) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	return w.handle(ctx, body)
}
