"""Network interfaces that go with the NAT gateway or the instance that they were made for; in moto they stay."""

from moto.ec2.models.instances import Instance
from moto.ec2.models.nat_gateways import NatGatewayBackend


def without_gateways(delete_nat_gateway):
    def wrapped(self, nat_gateway_id):
        gateway = delete_nat_gateway(self, nat_gateway_id)
        self.enis.pop(gateway._eni.id, None)
        return gateway

    return wrapped


def without_instances(terminate):
    def wrapped(self):
        before = terminate(self)
        for interface in self.nics.values():
            self.ec2_backend.enis.pop(interface.id, None)
        return before

    return wrapped


def install():
    NatGatewayBackend.delete_nat_gateway = without_gateways(NatGatewayBackend.delete_nat_gateway)
    Instance.terminate = without_instances(Instance.terminate)
