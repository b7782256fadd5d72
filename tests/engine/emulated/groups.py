"""What moto leaves out of Auto Scaling groups: the instances of one that is deleted by force end, also those that are
protected from scale-in, of which moto leaves some; and a group tells how long its instances live at most.
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


def with_lifetime(action):
    def wrapped(self):
        result = action(self)
        seconds = self._get_int_param("MaxInstanceLifetime")
        if seconds is not None:
            group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
            group.max_instance_lifetime = seconds or None  # 0 takes the limit away
        return result

    return wrapped


def install():
    for name in ("create_auto_scaling_group", "update_auto_scaling_group"):
        setattr(AutoScalingResponse, name, with_lifetime(getattr(AutoScalingResponse, name)))
    AutoScalingResponse.delete_auto_scaling_group = forced(AutoScalingResponse.delete_auto_scaling_group)
