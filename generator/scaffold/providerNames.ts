/**
 * Names of Pulumi's packages that a service could be called. Each is a namespace of configuration: the settings of a project
 * called `aws` would be read by the provider, as in `aws:region`.
 *
 * @see https://www.pulumi.com/registry/
 */
const PROVIDERS = new Set(
  (
    "aiven akamai alicloud archive argocd artifactory astra auth0 aws aws-apigateway aws-iam " +
    "aws-native aws-quickstart-aurora-postgres aws-quickstart-redshift aws-quickstart-vpc " +
    "aws-static-website awsx azapi azure azure-native azuread azuredevops " +
    "azure-static-website buildkite checkly chronosphere civo cloud cloudamqp cloudflare cloudinit command " +
    "concourse configcat confluent confluentcloud consul coralogix cyral databricks datadog dbtcloud digitalocean " +
    "dnsimple docker docker-build doppler dynatrace ec eks elasticstack equinix equinix-metal esxi-native exoscale " +
    "f5bigip fastly fortios fusionauth gandi gcp gitea github gitlab google-cloud-static-website " +
    "google-native grafana grafana-cloud harbor harness hcloud hcp ise junipermist kafka kafka-connect " +
    "keycloak kong kubernetes kubernetes-cert-manager kubernetes-coredns kubernetes-ingress-nginx launchdarkly libvirt linode local " +
    "logdna lxd mailgun meraki metabase minio mongodbatlas mssql mysql newrelic ngrok nexus nomad ns1 null " +
    "oci octopusdeploy okta onelogin onepassword openstack opsgenie ovh pagerduty pinecone " +
    "postgresql proxmoxve pulumi pulumiservice qdrant rabbitmq rancher2 random rediscloud " +
    "rootly scaleway scm sdm sentry signalfx slipway snowflake " +
    "snyk spacelift splunk spotinst statuscake std sumologic supabase " +
    "synced-folder tailscale tencentcloud terraform time tls tls-self-signed-cert unifi vantage vault " +
    "venafi vercel volcengine vra vsphere vultr wavefront yandex zitadel zscaler"
  ).split(" "),
);

/** Whether a project of this name would share its configuration with a provider. */
export function isProviderName(name: string): boolean {
  return PROVIDERS.has(name);
}
