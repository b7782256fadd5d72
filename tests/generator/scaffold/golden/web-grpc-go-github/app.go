package main

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// serviceName is the service's name in proto/service.proto; the load balancer sends what is asked of its package here.
const serviceName = "orders.Orders"

// service is what answers the calls of proto/service.proto.
type service interface {
	GetStatus(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error)
}

// app is what the service answers.
type app struct{}

func (app) GetStatus(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error) {
	return wrapperspb.String("ok"), nil
}

// description tells a server the calls of the service. The first of them has messages that protobuf brings along; with
// messages of its own, protoc-gen-go-grpc makes all of this from proto/service.proto.
var description = grpc.ServiceDesc{
	ServiceName: serviceName,
	HandlerType: (*service)(nil),
	Metadata:    "proto/service.proto",
	Methods: []grpc.MethodDesc{
		{MethodName: "GetStatus", Handler: handleGetStatus},
	},
}

func handleGetStatus(
	implementation any, ctx context.Context, decode func(any) error, intercept grpc.UnaryServerInterceptor,
) (any, error) {
	request := new(emptypb.Empty)
	if err := decode(request); err != nil {
		return nil, err
	}
	answer := func(ctx context.Context, request any) (any, error) {
		return implementation.(service).GetStatus(ctx, request.(*emptypb.Empty))
	}
	if intercept == nil {
		return answer(ctx, request)
	}
	info := &grpc.UnaryServerInfo{Server: implementation, FullMethod: "/" + serviceName + "/GetStatus"}
	return intercept(ctx, request, info, answer)
}
