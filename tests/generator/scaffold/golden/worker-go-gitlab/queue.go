package main

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

const (
	// waitSeconds is how long SQS waits for a message before it answers that there is none: the most that there is.
	waitSeconds = 20
	// atOnce is how many messages are received at once. One by one they are finished, so that a stop returns the others at
	// once.
	atOnce = 10
	// callTime is after what a call has failed: longer than SQS waits, and far less than ECS waits for the program to end.
	callTime = 30 * time.Second
)

// sqsQueue is a queue of SQS.
type sqsQueue struct {
	client *sqs.Client
	url    string
}

func (q sqsQueue) receive(ctx context.Context) ([]message, error) {
	limited, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	answer, err := q.client.ReceiveMessage(limited, &sqs.ReceiveMessageInput{
		QueueUrl:            &q.url,
		MaxNumberOfMessages: atOnce,
		WaitTimeSeconds:     waitSeconds,
	})
	if err != nil {
		return nil, err
	}
	messages := make([]message, 0, len(answer.Messages))
	for _, each := range answer.Messages {
		messages = append(messages, message{
			id:      aws.ToString(each.MessageId),
			body:    aws.ToString(each.Body),
			receipt: aws.ToString(each.ReceiptHandle),
		})
	}
	return messages, nil
}

func (q sqsQueue) delete(ctx context.Context, done message) error {
	limited, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err := q.client.DeleteMessage(limited, &sqs.DeleteMessageInput{QueueUrl: &q.url, ReceiptHandle: &done.receipt})
	return err
}

func (q sqsQueue) release(ctx context.Context, open message) error {
	limited, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err := q.client.ChangeMessageVisibility(limited, &sqs.ChangeMessageVisibilityInput{
		QueueUrl:          &q.url,
		ReceiptHandle:     &open.receipt,
		VisibilityTimeout: 0,
	})
	return err
}
