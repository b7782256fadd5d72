"""What the service answers: the calls of proto/service.proto.

Its first call has messages that protobuf brings along. With messages of its own, `python -m grpc_tools.protoc` (of grpcio-tools)
makes a module of proto/service.proto, and the add_…Servicer_to_server of that takes the place of add_to.
"""

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.wrappers_pb2 import StringValue

# The service's name in proto/service.proto; the load balancer sends what is asked of its package here.
SERVICE_NAME = "orders.Orders"


class App:
    def GetStatus(self, _request: Empty, _context: grpc.ServicerContext) -> StringValue:
        return StringValue(value="ok")


def add_to(server: grpc.Server, app: App) -> None:
    """Lets a server answer the calls of an app."""
    get_status = grpc.unary_unary_rpc_method_handler(
        app.GetStatus,
        request_deserializer=Empty.FromString,
        response_serializer=StringValue.SerializeToString,
    )
    calls = grpc.method_handlers_generic_handler(SERVICE_NAME, {"GetStatus": get_status})
    server.add_generic_rpc_handlers((calls,))
