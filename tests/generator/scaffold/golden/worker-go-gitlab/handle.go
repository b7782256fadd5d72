package main

import (
	"context"
	"errors"
	"strings"
)

// handle does the work of one message. A message may come more than once: what was done already is done once. An error is a
// failure: the message is tried again then.
func handle(ctx context.Context, body string) error {
	if strings.TrimSpace(body) == "" {
		return errors.New("the message is empty")
	}
	return ctx.Err()
}
