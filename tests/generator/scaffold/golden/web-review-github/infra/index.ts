import { boundRoles } from "./boundary";
import { serviceConfig } from "./config";
import { serviceImage } from "./image";
import { webService } from "./service";

const config = serviceConfig();
if (config.permissionsBoundaryArn !== undefined) boundRoles(config.permissionsBoundaryArn);

const image = serviceImage(config);
const ecsService = webService("orders", {
  ...config,
  image,
  route: {
    path: "/orders/*",
  },
});

/** Where requests reach the service. */
export const url = ecsService.url;
/** The image that runs, by digest. */
export const imageUri = image.uri;
/** What other programs need to know of the service. */
export const service = ecsService.ref;
