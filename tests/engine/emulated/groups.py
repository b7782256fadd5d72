"""What Auto Scaling does with a group that is deleted by force: its instances end, also those that are protected from
scale-in, of which moto leaves some.
"""

from moto.autoscaling.responses import AutoScalingResponse


def forced(delete):
    def wrapped(self):
        if self._get_bool_param("ForceDelete"):
            group = self.autoscaling_backend.autoscaling_groups.get(self._get_param("AutoScalingGroupName"))
            for state in group.instance_states if group else []:
                state.protected_from_scale_in = False
        return delete(self)

    return wrapped


def install():
    AutoScalingResponse.delete_auto_scaling_group = forced(AutoScalingResponse.delete_auto_scaling_group)
