package main

import "context"

// work is the work of the job. A run may come twice, and may have been stopped half-way: what was done already is done
// once. An error is a failure: it is tried again then.
func work(ctx context.Context) error {
	return ctx.Err()
}
