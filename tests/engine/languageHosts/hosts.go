//go:build tools

// Package languageHosts names the language hosts of a released Pulumi that the Go proxy has, for machines whose pulumi has none:
// the last release in which they belong to the SDK's module. Go compiles them; nothing imports this package.
package languageHosts

import (
	_ "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go"
	_ "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"
)
