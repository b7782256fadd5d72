/**
 * Names of Pulumi's packages that a service could be called. Each is a namespace of configuration: the settings of a project
 * called `aws` would be read by the provider, as in `aws:region`.
 *
 * The list is written down, since `slipway new` asks no network and there is no package that has one. It is not complete, and
 * cannot be: who calls a service like a provider that is missing has the trouble only when he uses that provider. All that
 * generated repositories use are in it, which a test sees to.
 *
 * @see https://www.pulumi.com/registry/
 */
const PROVIDERS = new Set(
  (
    "aci acme aiven akamai alicloud archive argocd artifactory astra astronomer auth0 authentik aviatrix " +
    "aws aws-apigateway aws-iam aws-native aws-quickstart-aurora-postgres aws-quickstart-redshift " +
    "aws-quickstart-vpc aws-static-website awsx azapi azure azure-native " +
    "azure-static-website azuread azuredevops bitbucket buildkite castai checkly chronosphere civo cloud " +
    "cloudamqp cloudflare cloudinit cockroach command commercetools concourse configcat confluent " +
    "confluentcloud consul coralogix crowdstrike ctfd cyral databricks datadog datarobot dbtcloud dex " +
    "digitalocean dnsimple docker docker-build doppler dynatrace ec eks elasticstack " +
    "equinix equinix-metal esc esxi-native exoscale external f5bigip fastly fivetran flux fly-machines " +
    "fortios fusionauth gandi gcp gitea github gitlab google-cloud-static-website " +
    "google-native grafana grafana-cloud harbor harness harvester hcloud hcp honeycomb http huaweicloud " +
    "incident ionoscloud ise juniper-mist junipermist kafka kafka-connect keycloak kong kubernetes " +
    "kubernetes-cert-manager kubernetes-coredns kubernetes-ingress-nginx lagoon " +
    "launchdarkly libvirt linode local logdna lxd mailgun mailslurp materialize meraki " +
    "metabase minio mongodbatlas mssql mysql neon netbox newrelic nexus ngrok nomad ns1 null nutanix oci " +
    "octopusdeploy okta onelogin onepassword openai openstack opnsense opsgenie outscale ovh packet " +
    "pagerduty pgedge pinecone postgresql prodvana proxmox proxmoxve pulumi pulumiservice qdrant " +
    "rabbitmq rancher2 random rediscloud rke rockset rootly sbercloud scaleway scm sdm sdwan sentry " +
    "signalfx slack slipway snowflake snyk spacelift splight splunk spotinst statuscake statuspage std " +
    "stripe sumologic supabase synced-folder tailscale teamcity tencentcloud terraform time tls " +
    "tls-self-signed-cert twingate unifi upcloud vantage vault vcd venafi vercel volcengine volcenginecc " +
    "vra vsphere vultr wavefront xenorchestra yandex zia zitadel zpa zscaler"
  ).split(" "),
);

/** Whether a project of this name would share its configuration with a provider. */
export function isProviderName(name: string): boolean {
  return PROVIDERS.has(name);
}
